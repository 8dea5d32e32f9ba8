package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
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
 * The codes from Microsoft's error bodies: {@code error.code} of Graph; {@code error} and {@code error_codes} of the
 * token endpoint. Human-readable texts are dropped, because no decision may depend on them, with one exception: ID
 * Protection reports a missing license and a missing permission with the same status and code.
 *
 * @param recognised whether the body has one of these formats
 * @param code Graph's code; empty if there is none
 * @param oauth the token endpoint's code; empty for other responses
 * @param unlicensed whether the text says that the tenant has no license
 * @param numbers the token endpoint's own error numbers, such as 700016, which its messages write as AADSTS700016
 */
record EntraErrorCode(boolean recognised, String code, String oauth, boolean unlicensed, List<String> numbers) {
    private static final EntraErrorCode NONE = new EntraErrorCode(false, "", "", false, List.of());

    /** Accepts only text that looks like a code, so messages contain no other part of a body. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    private static final String UNLICENSED = "tenant is not licensed";

    private static final Set<String> LOST_STATE = Set.of("syncstatenotfound", "resyncrequired", "syncstateinvalid");

    EntraErrorCode {
        numbers = List.copyOf(numbers);
    }

    static EntraErrorCode of(byte[] body) {
        try {
            JsonNode root = JsonMapper.shared().readTree(body);
            JsonNode error = root.path("error");
            if (error.isObject()) {
                return new EntraErrorCode(
                        true,
                        code(error.path("code").asString("")),
                        "",
                        error.path("message").asString("").contains(UNLICENSED),
                        List.of());
            }
            return error.isString()
                    ? new EntraErrorCode(true, "", code(error.asString("")), false, numbers(root.path("error_codes")))
                    : NONE;
        } catch (JacksonException _) {
            return NONE;
        }
    }

    /** Parses the body of a response inside a batch. */
    static EntraErrorCode of(Optional<JsonNodeReader> body) {
        try {
            Optional<JsonNodeReader> error =
                    body.isPresent() && body.get().isObject() ? body.get().optionalObject("error") : Optional.empty();
            return error.isEmpty()
                    ? NONE
                    : new EntraErrorCode(
                            true, code(error.get().optionalNonBlank("code").orElse("")), "", false, List.of());
        } catch (ConnectorException _) {
            return NONE;
        }
    }

    /**
     * Returns whether Graph no longer has the state of a delta query. Graph reports this with status 410 and, for the
     * directory, sometimes with 400.
     */
    boolean isLostState() {
        return LOST_STATE.contains(code.toLowerCase(Locale.ROOT));
    }

    boolean hasNumber(Set<String> any) {
        return numbers.stream().anyMatch(any::contains);
    }

    /** Returns the codes as text for messages. */
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
