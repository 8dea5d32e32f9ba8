package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** API service integrations: services of others that an administrator let into the organisation's API. */
final class ApiServicesStream extends Listing {
    static final StreamId ID = new StreamId("api-services");
    static final String FORM = "api-service-integration";

    ApiServicesStream() {
        super(ID, "API service integrations", Set.of(OktaScopes.INTEGRATIONS));
    }

    @Override
    OktaApi.Call listing(Partition partition) {
        return new OktaApi.Call(OktaScopes.INTEGRATIONS, OktaLimits.OTHER, "/integrations/api/v1/api-services");
    }

    /** @param ids the integration's id, then those of what lies below it */
    static OktaApi.Call one(String scope, String below, String... ids) {
        return new OktaApi.Call(
                scope, OktaLimits.OTHER, OktaApi.path("/integrations/api/v1/api-services/%s" + below, ids));
    }

    @Override
    List<? extends Observation> observe(OktaApi api, Partition partition, JsonBody row) throws ConnectorException {
        ConnectionId connection = api.session().connection().id();
        String id = row.text("id");
        Moment installed = Apps.moment(row, "createdAt");
        Optional<PersonId> installer = row.optionalText("createdBy").map(new People(connection)::id);
        NonHumanIdentity identity = NonHumanIdentity.of(
                        Apps.client(connection, id),
                        OktaConnector.PROVIDER,
                        FORM,
                        row.optionalText("name").orElse(row.text("type")))
                .withAliases(Set.of(new Alias("oauth-client-id", id), new Alias("okta-integration", row.text("type"))))
                .withStanding(Standing.ACTIVE)
                .withCreated(installed)
                .withOwnerClues(installer.stream()
                        .map(person -> new OwnerClue(person, OwnerRole.INSTALLER, installed))
                        .collect(Collectors.toSet()))
                .withAttributes(Map.of("integration", row.text("type")));
        Grant grant = Grant.of(
                        ScopeGrants.API_SCOPES,
                        GrantSubject.tenant(),
                        ScopeGrants.OKTA,
                        PermissionKind.APPLICATION,
                        row.has("grantedScopes") ? row.texts("grantedScopes") : List.of())
                .withReach(ResourceReach.ALL)
                .withStanding(Standing.ACTIVE)
                .withGranted(Knowledge.ofNullable(installer.orElse(null)), installed)
                .withExpires(Moment.never());
        List<Observation> observed = new ArrayList<>(List.of(new GrantObserved(identity, grant)));
        for (JsonBody secret : api.all(one(OktaScopes.INTEGRATIONS, "/credentials/secrets", id))) {
            observed.add(new CredentialObserved(identity, ClientCredentials.secret(secret)));
        }
        return observed;
    }
}
