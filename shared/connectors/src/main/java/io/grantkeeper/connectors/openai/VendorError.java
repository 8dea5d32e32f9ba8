package io.grantkeeper.connectors.openai;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The codes in OpenAI's error bodies, {@code {"error":{"type":…,"code":…}}}. The message is left out: it quotes keys.
 *
 * @param recognised whether the body has this form at all
 */
record VendorError(boolean recognised, String type, String code) {
    private static final VendorError NONE = new VendorError(false, "", "");

    /** Codes only; keeps anything that could be content out of messages. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z_]{1,60}");

    static VendorError of(byte[] body) {
        try {
            JsonNode error = JsonMapper.shared().readTree(body).path("error");
            return error.isObject() ? new VendorError(true, code(error.path("type")), code(error.path("code"))) : NONE;
        } catch (JacksonException _) {
            return NONE;
        }
    }

    /** The codes, for messages. */
    String words() {
        if (code.isEmpty() && type.isEmpty()) {
            return "no reason given";
        }
        return code.isEmpty() ? type : code;
    }

    private static String code(JsonNode value) {
        return value.isString() && CODE.matcher(value.asString()).matches() ? value.asString() : "";
    }
}
