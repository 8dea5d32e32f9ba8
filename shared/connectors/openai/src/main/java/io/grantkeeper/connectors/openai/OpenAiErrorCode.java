package io.grantkeeper.connectors.openai;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The codes from one of OpenAI's error bodies, {@code {"error":{"type":…,"code":…}}}. The message is dropped because it
 * quotes keys.
 *
 * @param recognised whether the body has that format
 */
record OpenAiErrorCode(boolean recognised, String type, String code) {
    private static final OpenAiErrorCode NONE = new OpenAiErrorCode(false, "", "");

    /** Accepts only text that looks like a code, so messages contain no other part of a body. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z_]{1,60}");

    static OpenAiErrorCode of(byte[] body) {
        try {
            JsonNode error = JsonMapper.shared().readTree(body).path("error");
            return error.isObject()
                    ? new OpenAiErrorCode(true, code(error.path("type")), code(error.path("code")))
                    : NONE;
        } catch (JacksonException _) {
            return NONE;
        }
    }

    /** Returns the codes as text for messages. */
    String describe() {
        if (code.isEmpty() && type.isEmpty()) {
            return "no reason given";
        }
        return code.isEmpty() ? type : code;
    }

    private static String code(JsonNode value) {
        return value.isString() && CODE.matcher(value.asString()).matches() ? value.asString() : "";
    }
}
