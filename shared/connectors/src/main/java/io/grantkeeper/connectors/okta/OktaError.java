package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import java.util.regex.Pattern;

/**
 * The codes of an error as Okta writes them: {@code errorCode} of the API, {@code error} of the token endpoint. What does
 * not look like a code is left out, for it could be anything.
 *
 * @param code for example {@code E0000047}; may be empty
 * @param oauth for example {@code invalid_scope}; may be empty
 */
record OktaError(String code, String oauth) {
    private static final Pattern CODE = Pattern.compile("E[0-9]{7}");
    private static final Pattern OAUTH = Pattern.compile("[a-z_]{1,40}");
    private static final OktaError NONE = new OktaError("", "");

    static OktaError of(byte[] body) {
        try {
            JsonBody json = JsonBody.of("an error", body);
            return json.isObject() ? new OktaError(text(json, "errorCode", CODE), text(json, "error", OAUTH)) : NONE;
        } catch (ConnectorException _) {
            return NONE;
        }
    }

    private static String text(JsonBody json, String member, Pattern form) {
        try {
            return json.optionalText(member).filter(form.asMatchPredicate()).orElse("");
        } catch (ConnectorException _) {
            return "";
        }
    }

    /** For messages: "E0000006". */
    String words() {
        return !code.isEmpty() ? code : oauth.isEmpty() ? "no code of Okta's" : oauth;
    }

    boolean recognised() {
        return !code.isEmpty();
    }
}
