package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.util.regex.Pattern;

/**
 * The codes from an Okta error: {@code errorCode} of the API, {@code error} of the token endpoint. A value that does
 * not look like a code is dropped, because it could be any content.
 *
 * @param code for example {@code E0000047}; may be empty
 * @param oauth for example {@code invalid_scope}; may be empty
 */
record OktaErrorCode(String code, String oauth) {
    private static final Pattern CODE = Pattern.compile("E[0-9]{7}");
    private static final Pattern OAUTH = Pattern.compile("[a-z_]{1,40}");
    private static final OktaErrorCode NONE = new OktaErrorCode("", "");

    static OktaErrorCode of(byte[] body) {
        try {
            JsonNodeReader json = JsonNodeReader.of("an error", body);
            return json.isObject()
                    ? new OktaErrorCode(text(json, "errorCode", CODE), text(json, "error", OAUTH))
                    : NONE;
        } catch (ConnectorException _) {
            return NONE;
        }
    }

    private static String text(JsonNodeReader json, String member, Pattern form) {
        try {
            return json.optionalText(member).filter(form.asMatchPredicate()).orElse("");
        } catch (ConnectorException _) {
            return "";
        }
    }

    /** Returns the code as text for messages: "E0000006". */
    String describe() {
        return !code.isEmpty() ? code : oauth.isEmpty() ? "no Okta error code" : oauth;
    }

    boolean isRecognized() {
        return !code.isEmpty();
    }
}
