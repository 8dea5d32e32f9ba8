package io.grantkeeper.connectors.anthropic;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The type in Anthropic's error bodies, {@code {"type":"error","error":{"type":…}}}. The message is left out.
 *
 * @param recognised whether the body has this form at all
 */
record VendorError(boolean recognised, String type) {
    private static final VendorError NONE = new VendorError(false, "no reason given");

    /** Codes only; keeps anything that could be content out of messages. */
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,60}");

    static VendorError of(byte[] body) {
        try {
            JsonNode type = JsonMapper.shared().readTree(body).path("error").path("type");
            return type.isString() && CODE.matcher(type.asString()).matches()
                    ? new VendorError(true, type.asString())
                    : NONE;
        } catch (JacksonException _) {
            return NONE;
        }
    }
}
