package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The stream of federation rules, which give external workloads access without a key. A rule names an issuer: a
 * workload with a matching token from this issuer acts as a service account. Each rule is a separate identity, because
 * its reach differs from that of the account.
 */
final class AnthropicFederationRulesStream {
    static final StreamId ID = new StreamId("federation-rules");
    static final String FORM = "federation-rule";
    static final String KEY = "federation-rule";

    private AnthropicFederationRulesStream() {}

    static List<AccessObservation> read(AnthropicIds ids, JsonNodeReader row) throws ConnectorException {
        if (row.optionalInstant("archived_at").isPresent()) {
            return List.of();
        }
        String id = row.text("id");
        NonHumanIdentity identity = ids.identity(
                        ids.federationRule(id), FORM, row.optionalText("name").orElse(id))
                .withStanding(ProviderStatus.ACTIVE)
                .withCreated(row.timestamp("created_at"))
                .withOwnerClues(AnthropicServiceAccountsStream.creatorClues(ids, row))
                .withAttributes(attributes(row));
        boolean everywhere = row.optionalFlag("applies_to_all_workspaces").orElse(false);
        Grant grant = Grant.of(
                        KEY, GrantSubject.tenant(), AnthropicIds.RESOURCE, PermissionKind.OAUTH_SCOPE, scopes(row))
                .withReach(everywhere ? ResourceReach.ALL : ResourceReach.SELECTED)
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(
                        KnownOrUnknown.ofNullable(
                                AnthropicServiceAccountsStream.creator(ids, row).orElse(null)),
                        identity.created());
        Credential credential = Credential.of(
                        KEY, CredentialType.FEDERATED, identity.displayName().raw())
                .withStanding(ProviderStatus.ACTIVE)
                .withLifetime(identity.created(), Timestamp.never());
        return List.of(new GrantObserved(identity, grant), new CredentialObserved(identity, credential));
    }

    private static List<String> scopes(JsonNodeReader row) throws ConnectorException {
        return row.optionalText("oauth_scope").stream()
                .flatMap(text -> Arrays.stream(text.split("\\s+")))
                .filter(scope -> !scope.isBlank())
                .toList();
    }

    private static Map<String, String> attributes(JsonNodeReader row) throws ConnectorException {
        Map<String, String> attributes = new TreeMap<>();
        row.optionalText("issuer_name").ifPresent(issuer -> attributes.put("issuer", issuer));
        Optional<JsonNodeReader> target = row.optionalObject("target");
        if (target.isPresent()) {
            target.get().optionalText("service_account_id").ifPresent(id -> attributes.put("service-account", id));
        }
        Optional<JsonNodeReader> match = row.optionalObject("match");
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
