package io.grantkeeper.connectors.entra;

import io.grantkeeper.connectors.entra.AuditRow.Change;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What rows of the directory audit mean. Most of its hundreds of activities change no access, and are passed over. */
final class AuditEvents {
    /** Names as in Microsoft's "Audit log activity reference", as {@link AuditRow#activity} writes them. */
    private static final Map<String, AccessEventType> TYPES = Map.ofEntries(
            Map.entry("consent to application", AccessEventType.GRANT_GIVEN),
            Map.entry("add delegated permission grant", AccessEventType.GRANT_GIVEN),
            Map.entry("remove delegated permission grant", AccessEventType.GRANT_REVOKED),
            Map.entry("add app role assignment to service principal", AccessEventType.GRANT_GIVEN),
            Map.entry("remove app role assignment from service principal", AccessEventType.GRANT_REVOKED),
            Map.entry("remove service principal", AccessEventType.GRANT_REVOKED),
            Map.entry("add service principal credentials", AccessEventType.CREDENTIAL_ADDED),
            Map.entry("remove service principal credentials", AccessEventType.CREDENTIAL_REMOVED),
            Map.entry("add user", AccessEventType.PERSON_JOINED),
            Map.entry("restore user", AccessEventType.PERSON_JOINED),
            Map.entry("delete user", AccessEventType.PERSON_LEFT),
            Map.entry("disable account", AccessEventType.PERSON_CHANGED),
            Map.entry("enable account", AccessEventType.PERSON_CHANGED));

    private static final String CERTIFICATES_AND_SECRETS = "update application - certificates and secrets management";
    private static final String UPDATE_PRINCIPAL = "update service principal";

    /** In rows on assignments and grants the target is the API; the app that got them is in this property. */
    private static final String CLIENT = "ServicePrincipal.ObjectID";

    private static final Pattern CONSENTED = Pattern.compile("Scope: ([^,\\]]*)");

    private AuditEvents() {}

    static Optional<AccessEventType> type(AuditRow row) {
        if (row.activity().equals(CERTIFICATES_AND_SECRETS)) {
            Change keys = row.change("KeyDescription").orElse(new Change("", ""));
            return Optional.of(
                    count(keys.after()) < count(keys.before())
                            ? AccessEventType.CREDENTIAL_REMOVED
                            : AccessEventType.CREDENTIAL_ADDED);
        }
        if (row.activity().equals(UPDATE_PRINCIPAL)) {
            return row.change("AccountEnabled")
                    .map(change -> change.after().contains("false")
                            ? AccessEventType.IDENTITY_SUSPENDED
                            : AccessEventType.IDENTITY_RESUMED);
        }
        return Optional.ofNullable(TYPES.get(row.activity()));
    }

    /** The object id of the service principal that the row is about. */
    static Optional<String> principal(AuditRow row) {
        return row.value(CLIENT).or(() -> row.target("ServicePrincipal"));
    }

    /** The object id of the registration that the row is about. */
    static Optional<String> registration(AuditRow row) {
        return row.target("Application");
    }

    static SortedMap<String, String> details(AuditRow row) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("activity", Read.bounded(row.activity()));
        scopes(row).ifPresent(scopes -> details.put("scopes", Read.bounded(scopes)));
        row.value("ConsentContext.IsAdminConsent")
                .ifPresent(admin -> details.put("admin-consent", Boolean.toString("true".equalsIgnoreCase(admin))));
        row.actorApp().ifPresent(app -> details.put("by-app", Read.bounded(app)));
        row.ipAddress().ifPresent(address -> details.put("ip-address", Read.bounded(address)));
        // One consent leaves several rows; this ties them together.
        row.correlationId().ifPresent(id -> details.put("correlation", Read.bounded(id)));
        return details;
    }

    private static Optional<String> scopes(AuditRow row) {
        Optional<String> named = row.value("DelegatedPermissionGrant.Scope").or(() -> row.value("AppRole.Value"));
        if (named.isPresent()) {
            return named;
        }
        // "[] => [[Id: .., ClientId: .., PrincipalId: .., ResourceId: .., ConsentType: .., Scope:  User.Read Mail.Read,
        // ..]]"
        Matcher consented =
                CONSENTED.matcher(row.value("ConsentAction.Permissions").orElse(""));
        List<String> scopes = new ArrayList<>();
        while (consented.find()) {
            scopes.add(consented.group(1).strip());
        }
        return scopes.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", scopes));
    }

    /** The log is a hint: what holds now is read from the listings. */
    static List<Partition> rereads(AuditRow row) {
        List<Partition> rereads = new ArrayList<>();
        principal(row).ifPresent(id -> {
            rereads.add(DirectoryListing.onlyOne(ServicePrincipalsStream.ID, id));
            if (row.activity().contains("consent") || row.activity().contains("permission grant")) {
                rereads.add(DirectoryListing.onlyOne(DelegatedGrantsStream.ID, id));
            }
            if (row.activity().contains("consent") || row.activity().contains("app role assignment")) {
                rereads.add(DirectoryListing.onlyOne(AppRolesStream.ID, id));
            }
            if (row.activity().equals("remove service principal")) {
                rereads.add(DirectoryListing.onlyOne(DelegatedGrantsStream.ID, id));
                rereads.add(DirectoryListing.onlyOne(AppRolesStream.ID, id));
            }
        });
        registration(row).ifPresent(id -> rereads.add(DirectoryListing.onlyOne(ApplicationsStream.ID, id)));
        row.target("User")
                .filter(_ -> row.activity().contains("user") || row.activity().endsWith("account"))
                .ifPresent(id -> rereads.add(DirectoryListing.onlyOne(UsersStream.ID, id)));
        return rereads;
    }

    private static int count(String keyDescription) {
        return keyDescription.split("KeyIdentifier=", -1).length;
    }
}
