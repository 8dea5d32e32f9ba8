package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The codes in Microsoft's error bodies: {@code error.code} of Graph; {@code error} and {@code error_codes} of the token
 * endpoint. Texts for people are left out: nothing may depend on them.
 *
 * @param recognised whether the body has one of these forms at all
 * @param code Graph's code; empty where there is none
 * @param oauth the token endpoint's code; empty elsewhere
 * @param numbers the token endpoint's own numbers, written AADSTS700016 and so on in its texts
 */
record VendorError(boolean recognised, String code, String oauth, List<String> numbers) {
    private static final VendorError NONE = new VendorError(false, "", "", List.of());

    /** Codes only; keeps anything that could be content out of messages. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    private static final Set<String> LOST_STATE = Set.of("syncstatenotfound", "resyncrequired", "syncstateinvalid");

    VendorError {
        numbers = List.copyOf(numbers);
    }

    static VendorError of(byte[] body) {
        try {
            JsonNode root = JsonMapper.shared().readTree(body);
            JsonNode error = root.path("error");
            if (error.isObject()) {
                return new VendorError(true, code(error.path("code").asString("")), "", List.of());
            }
            return error.isString()
                    ? new VendorError(true, "", code(error.asString("")), numbers(root.path("error_codes")))
                    : NONE;
        } catch (JacksonException _) {
            return NONE;
        }
    }

    /** An answer inside a batch. */
    static VendorError of(Optional<JsonBody> body) {
        try {
            Optional<JsonBody> error =
                    body.isPresent() && body.get().isObject() ? body.get().optionalObject("error") : Optional.empty();
            return error.isEmpty()
                    ? NONE
                    : new VendorError(
                            true, code(Read.optional(error.get(), "code").orElse("")), "", List.of());
        } catch (ConnectorException _) {
            return NONE;
        }
    }

    /** A delta's state is gone: told with 410, and for the directory also with 400. */
    boolean isLostState() {
        return LOST_STATE.contains(code.toLowerCase(Locale.ROOT));
    }

    boolean hasNumber(Set<String> any) {
        return numbers.stream().anyMatch(any::contains);
    }

    /** The codes, for messages. */
    String codes() {
        if (!oauth.isEmpty()) {
            return numbers.isEmpty() ? oauth : oauth + ", AADSTS" + String.join(", AADSTS", numbers);
        }
        return code.isEmpty() ? "no code given" : code;
    }

    private static List<String> numbers(JsonNode codes) {
        List<String> numbers = new ArrayList<>();
        for (JsonNode number : codes) {
            if (number.isIntegralNumber()) {
                numbers.add(Long.toString(number.longValue()));
            }
        }
        return numbers;
    }

    private static String code(String text) {
        return CODE.matcher(text).matches() ? text : "";
    }
}
