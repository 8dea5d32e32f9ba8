package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rules by which workloads elsewhere get in without a key: whoever holds a token of the named issuer that matches acts
 * as a service account. The rule is an identity of its own, for its reach is not that of the account.
 */
final class FederationRules {
    static final StreamId ID = new StreamId("federation-rules");
    static final String FORM = "federation-rule";
    static final String KEY = "federation-rule";

    private FederationRules() {}

    static AccessStream stream() {
        return new Listing(
                ID,
                "Rules of workload identity federation",
                Duration.ofHours(12),
                "federation_rules",
                Paging.BY_TOKEN,
                FederationRules::read);
    }

    static List<Observation> read(Naming naming, JsonBody row) throws ConnectorException {
        if (row.optionalInstant("archived_at").isPresent()) {
            return List.of();
        }
        String id = row.text("id");
        NonHumanIdentity holder = naming.identity(
                        naming.federationRule(id),
                        FORM,
                        row.optionalText("name").orElse(id))
                .withStanding(Standing.ACTIVE)
                .withCreated(Times.orUnknown(row, "created_at"))
                .withOwnerClues(ServiceAccounts.creators(naming, row))
                .withAttributes(attributes(row));
        boolean everywhere = row.optionalFlag("applies_to_all_workspaces").orElse(false);
        Grant grant = Grant.of(KEY, GrantSubject.tenant(), Naming.RESOURCE, PermissionKind.OAUTH_SCOPE, scopes(row))
                .withReach(everywhere ? ResourceReach.ALL : ResourceReach.SELECTED)
                .withStanding(Standing.ACTIVE)
                .withGranted(
                        Knowledge.ofNullable(
                                ServiceAccounts.creator(naming, row).orElse(null)),
                        holder.created());
        Credential credential = Credential.of(KEY, CredentialType.FEDERATED, holder.displayName())
                .withStanding(Standing.ACTIVE)
                .withLifetime(holder.created(), Moment.never());
        return List.of(new GrantObserved(holder, grant), new CredentialObserved(holder, credential));
    }

    private static List<String> scopes(JsonBody row) throws ConnectorException {
        return row.optionalText("oauth_scope").stream()
                .flatMap(text -> Arrays.stream(text.split("\\s+")))
                .filter(scope -> !scope.isBlank())
                .toList();
    }

    private static Map<String, String> attributes(JsonBody row) throws ConnectorException {
        Map<String, String> attributes = new TreeMap<>();
        row.optionalText("issuer_name").ifPresent(issuer -> attributes.put("issuer", issuer));
        Optional<JsonBody> target = row.optionalObject("target");
        if (target.isPresent()) {
            target.get().optionalText("service_account_id").ifPresent(id -> attributes.put("service-account", id));
        }
        Optional<JsonBody> match = row.optionalObject("match");
        if (match.isPresent()) {
            match.get().optionalText("subject_prefix").ifPresent(text -> attributes.put("subject-prefix", text));
            match.get().optionalText("audience").ifPresent(text -> attributes.put("audience", text));
        }
        if (row.has("workspace_ids")) {
            attributes.put("workspaces", String.join(" ", row.texts("workspace_ids")));
        }
        return attributes;
    }
}
