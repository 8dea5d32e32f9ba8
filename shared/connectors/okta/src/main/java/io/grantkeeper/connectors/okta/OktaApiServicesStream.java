package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The stream of API service integrations: third-party services that an administrator has allowed to call the
 * organization's API.
 */
final class OktaApiServicesStream extends OktaListingStream {
    static final StreamId ID = new StreamId("api-services");
    static final String FORM = "api-service-integration";

    OktaApiServicesStream() {
        super(StreamDefinition.listing(ID, "API service integrations").withScopes(OktaScopes.INTEGRATIONS));
    }

    @Override
    OktaClient.Call listing(Partition partition) {
        return new OktaClient.Call(OktaScopes.INTEGRATIONS, OktaRateLimits.OTHER, "/integrations/api/v1/api-services");
    }

    /**
     * Returns the call that reads one integration. Source: Okta's API reference, "Retrieve an API service integration
     * instance".
     */
    @Override
    OktaClient.Call single(String id) {
        return integrationCall(OktaScopes.INTEGRATIONS, "", id);
    }

    /**
     * Returns a call about an integration or an object below it.
     *
     * @param ids the integration's id, followed by the ids of the objects below it
     */
    static OktaClient.Call integrationCall(String scope, String below, String... ids) {
        return new OktaClient.Call(
                scope, OktaRateLimits.OTHER, OktaClient.path("/integrations/api/v1/api-services/%s" + below, ids));
    }

    @Override
    List<? extends AccessObservation> observe(OktaClient api, Partition partition, JsonNodeReader row)
            throws ConnectorException {
        ConnectionId connection = api.session().connection().id();
        String id = row.text("id");
        Timestamp installed = OktaAppMapper.moment(row, "createdAt");
        Optional<PersonId> installer = row.optionalText("createdBy").map(new OktaUserMapper(connection)::id);
        NonHumanIdentity identity = NonHumanIdentity.of(
                        OktaAppMapper.client(connection, id),
                        OktaConnector.PROVIDER,
                        FORM,
                        row.optionalText("name").orElse(row.text("type")))
                .withAliases(Set.of(new Alias("oauth-client-id", id), new Alias("okta-integration", row.text("type"))))
                .withStanding(ProviderStatus.ACTIVE)
                .withCreated(installed)
                .withOwnerClues(installer.stream()
                        .map(person -> new OwnerEvidenceItem(person, OwnerRole.INSTALLER, installed))
                        .collect(Collectors.toSet()))
                .withAttributes(Map.of("integration", row.text("type")));
        Grant grant = Grant.of(
                        OktaScopeGrants.API_SCOPES,
                        GrantSubject.tenant(),
                        OktaScopeGrants.OKTA,
                        PermissionKind.APPLICATION,
                        row.has("grantedScopes") ? row.texts("grantedScopes") : List.of())
                .withReach(ResourceReach.ALL)
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(KnownOrUnknown.of(installer), installed)
                .withExpires(Timestamp.never());
        List<AccessObservation> observed = new ArrayList<>(List.of(new GrantObserved(identity, grant)));
        for (JsonNodeReader secret : api.all(integrationCall(OktaScopes.INTEGRATIONS, "/credentials/secrets", id))) {
            observed.add(new CredentialObserved(identity, OktaClientCredentialMapper.secret(secret)));
        }
        return observed;
    }
}
