package io.grantkeeper.connectors.anthropic;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The type from one of Anthropic's error bodies, {@code {"type":"error","error":{"type":…}}}. The message is dropped.
 *
 * @param recognised whether the body has that format
 */
record AnthropicErrorCode(boolean recognised, String type) {
    private static final AnthropicErrorCode NONE = new AnthropicErrorCode(false, "no reason given");

    /** Accepts only text that looks like a code, so messages contain no other part of a body. */
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,60}");

    static AnthropicErrorCode of(byte[] body) {
        try {
            JsonNode type = JsonMapper.shared().readTree(body).path("error").path("type");
            return type.isString() && CODE.matcher(type.asString()).matches()
                    ? new AnthropicErrorCode(true, type.asString())
                    : NONE;
        } catch (JacksonException _) {
            return NONE;
        }
    }
}
