package io.grantkeeper.connectors.entra;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value {@code ConsentAction.Permissions} of a directory audit row, which states an app's consents before and after the change:
 * {@code [] => [[Id: .., ClientId: .., PrincipalId: .., ResourceId: .., ConsentType: AllPrincipals, Scope: User.Read Mail.Read,
 * CreatedDateTime: ..]];}
 */
final class EntraConsent {
    private static final String ARROW = "=>";
    private static final Pattern SCOPE = Pattern.compile("Scope: ([^,\\]]*)");

    private EntraConsent() {}

    /**
     * Returns the scopes of the consents after the change, separated by spaces, without duplicates; empty if the value
     * states none.
     */
    static String scopes(String permissions) {
        int arrow = permissions.indexOf(ARROW);
        Matcher consents = SCOPE.matcher(arrow < 0 ? permissions : permissions.substring(arrow));
        Set<String> scopes = new LinkedHashSet<>();
        while (consents.find()) {
            for (String scope : consents.group(1).strip().split(" ", -1)) {
                if (!scope.isEmpty()) {
                    scopes.add(scope);
                }
            }
        }
        return String.join(" ", scopes);
    }
}
