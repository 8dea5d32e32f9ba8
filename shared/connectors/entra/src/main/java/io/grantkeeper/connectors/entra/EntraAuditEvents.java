package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.connectors.entra.EntraAuditRow.Change;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Converts directory audit rows to access events. Most of the hundreds of activities do not affect access and are
 * skipped.
 */
final class EntraAuditEvents {
    /**
     * The access event types by activity. The names come from Microsoft's "Audit log activity reference" and are
     * normalized as in {@link EntraAuditRow#activity}.
     */
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

    /**
     * The property that contains the app that received an assignment or a grant. The target of such a row is the API.
     */
    private static final String CLIENT = "ServicePrincipal.ObjectID";

    private EntraAuditEvents() {}

    static Optional<AccessEventType> type(EntraAuditRow row) {
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

    /** Returns the object id of the service principal that the row is about. */
    static Optional<String> principal(EntraAuditRow row) {
        return row.value(CLIENT).or(() -> row.target("ServicePrincipal"));
    }

    /** Returns the object id of the app registration that the row is about. */
    static Optional<String> registration(EntraAuditRow row) {
        return row.target("Application");
    }

    static SortedMap<String, String> details(EntraAuditRow row) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("activity", EventDetailText.text(row.activity()));
        scopes(row).ifPresent(scopes -> details.put("scopes", EventDetailText.text(scopes)));
        row.value("ConsentContext.IsAdminConsent")
                .ifPresent(admin -> details.put("admin-consent", Boolean.toString("true".equalsIgnoreCase(admin))));
        row.actorApp().ifPresent(app -> details.put("by-app", EventDetailText.text(app)));
        row.ipAddress().ifPresent(address -> details.put("ip-address", EventDetailText.text(address)));
        // One consent creates several rows; this id links them.
        row.correlationId().ifPresent(id -> details.put("correlation", EventDetailText.text(id)));
        return details;
    }

    private static Optional<String> scopes(EntraAuditRow row) {
        Optional<String> named = row.value("DelegatedPermissionGrant.Scope").or(() -> row.value("AppRole.Value"));
        if (named.isPresent()) {
            return named;
        }
        return row.value("ConsentAction.Permissions").map(EntraConsent::scopes).filter(scopes -> !scopes.isEmpty());
    }

    /** Returns the partitions to read again. The log is only a hint; the listings provide the current state. */
    static List<Partition> rereads(EntraAuditRow row) {
        List<Partition> rereads = new ArrayList<>();
        principal(row).ifPresent(id -> {
            rereads.add(EntraListingStream.singleObject(EntraServicePrincipalsStream.ID, id));
            if (row.activity().contains("consent") || row.activity().contains("permission grant")) {
                rereads.add(EntraListingStream.singleObject(EntraDelegatedGrantsStream.ID, id));
            }
            if (row.activity().contains("consent") || row.activity().contains("app role assignment")) {
                rereads.add(EntraListingStream.singleObject(EntraAppRolesStream.ID, id));
            }
            if (row.activity().equals("remove service principal")) {
                rereads.add(EntraListingStream.singleObject(EntraDelegatedGrantsStream.ID, id));
                rereads.add(EntraListingStream.singleObject(EntraAppRolesStream.ID, id));
            }
        });
        registration(row).ifPresent(id -> rereads.add(EntraListingStream.singleObject(EntraApplicationsStream.ID, id)));
        row.target("User")
                .filter(_ -> row.activity().contains("user") || row.activity().endsWith("account"))
                .ifPresent(id -> rereads.add(EntraListingStream.singleObject(EntraUsersStream.ID, id)));
        return rereads;
    }

    private static int count(String keyDescription) {
        return keyDescription.split("KeyIdentifier=", -1).length;
    }
}
