"""Why something was not sent, as half a sentence for commands, logs and other programs; screens have words of their own."""

from collections.abc import Mapping

from command_center.domain.outgoing import Trouble

IN_WORDS: Mapping[Trouble, str] = {
    Trouble.NONE: "",
    Trouble.WINDOW_OVER: "the channel's time to answer is over",
    Trouble.NOT_MENTIONED: "the author did not mention the city's account, so that the platform takes no reply",
    Trouble.NO_ADDRESS: "no address to answer to was left",
    Trouble.NO_WAY: "the channel takes no answers",
    Trouble.NOT_CONFIGURED: "the channel is not set up for answers",
    Trouble.SIMULATED: "the reporter is a simulated one",
    Trouble.TOO_LONG: "the text is too long for the channel",
    Trouble.UNKNOWN_PLACEHOLDER: "the text has something in braces that nothing fills in",
    Trouble.SAME_ANSWER: "this very answer was sent already",
    Trouble.OTHER_OPD: "the report is another department's",
    Trouble.CLOSED: "the report takes no such answer in its status",
    Trouble.BLOCKED: "the reporter takes no messages from the city",
    Trouble.NOT_THERE: "the number or account does not exist any more",
    Trouble.ACCESS_REFUSED: "the platform refuses the city's access: look at the settings of the channel",
    Trouble.TEMPLATE_REFUSED: "the platform refuses the template",
    Trouble.REFUSED: "the platform refused it",
    Trouble.BUSY: "the platform has no room for it now",
    Trouble.AWAY: "the platform cannot be reached",
    Trouble.GAVE_UP: "it was tried as often as it may be",
    Trouble.NO_ANSWER: "nobody told what became of it: it may have arrived",
    Trouble.PROCESS_ENDED: "the process that sent it ended: it may have arrived",
    Trouble.EXPIRED: "it could not be sent in time",
    Trouble.CUT_OFF: "the platform did not say whether it took it: it may have arrived",
    Trouble.CONFIDENTIAL: "the report is confidential, and others read there",
    Trouble.TAKEN_BACK: "the report was taken back by its citizen",
}
