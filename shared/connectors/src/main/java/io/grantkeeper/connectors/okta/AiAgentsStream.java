package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * AI agents that are registered in Okta, with their keys and what they are connected to. A beta of Okta's that needs the
 * licence "Okta for AI Agents"; without it the stream is a coverage gap.
 */
final class AiAgentsStream extends Listing {
    static final StreamId ID = new StreamId("ai-agents");
    static final String FORM = "okta-ai-agent";
    static final String CONNECTION = "connection/";

    AiAgentsStream() {
        super(ID, "AI agents", Set.of(OktaScopes.AI_AGENTS));
    }

    @Override
    OktaApi.Call listing(Partition partition) {
        return new OktaApi.Call(OktaScopes.AI_AGENTS, OktaLimits.OTHER, "/workload-principals/api/v1/ai-agents")
                .with("limit", "20");
    }

    /** @param ids the agent's id, then those of what lies below it */
    static OktaApi.Call one(String scope, String below, String... ids) {
        return new OktaApi.Call(
                scope, OktaLimits.OTHER, OktaApi.path("/workload-principals/api/v1/ai-agents/%s" + below, ids));
    }

    @Override
    List<? extends Observation> observe(OktaApi api, Partition partition, JsonBody row) throws ConnectorException {
        String id = row.text("id");
        NonHumanIdentity agent = agent(api, row, id);
        List<Observation> observed = new ArrayList<>(List.of(new IdentityObserved(agent)));
        for (JsonBody key : api.all(one(OktaScopes.AI_AGENTS, "/credentials/jwks", id))) {
            observed.add(new CredentialObserved(agent, ClientCredentials.key(key)));
        }
        for (JsonBody connection : api.all(one(OktaScopes.AI_AGENTS, "/connections", id))) {
            observed.add(new GrantObserved(agent, grant(connection)));
        }
        return observed;
    }

    private static NonHumanIdentity agent(OktaApi api, JsonBody row, String id) throws ConnectorException {
        Optional<JsonBody> profile = row.optionalObject("profile");
        Map<String, String> attributes = new TreeMap<>();
        row.optionalText("status").ifPresent(status -> attributes.put("status", status));
        row.optionalText("platform").ifPresent(platform -> attributes.put("platform", platform));
        row.optionalText("appId").ifPresent(app -> attributes.put(Apps.APP_ID, app));
        return NonHumanIdentity.of(
                        new IdentityId(api.session().connection().id(), IdentityKind.AI_AGENT, id),
                        OktaConnector.PROVIDER,
                        FORM,
                        profile.flatMap(found -> People.text(found, "name")).orElse(id))
                .withAliases(Set.of(new Alias("oauth-client-id", id)))
                .withStanding(Apps.standing(row.optionalText("status").orElse("")))
                .withCreated(Apps.moment(row, "created"))
                .withAttributes(attributes);
    }

    /** Agents act for the people who use them, at an authorisation server or a resource. */
    private static Grant grant(JsonBody connection) throws ConnectorException {
        return Grant.of(
                        CONNECTION + connection.text("id"),
                        GrantSubject.tenant(),
                        resource(connection),
                        PermissionKind.DELEGATED,
                        connection.has("scopes") ? connection.texts("scopes") : List.of())
                .withStanding(Apps.standing(connection.optionalText("status").orElse("ACTIVE")));
    }

    private static String resource(JsonBody connection) throws ConnectorException {
        Optional<String> indicator = connection.optionalText("resourceIndicator");
        for (String member : List.of("authorizationServer", "resource")) {
            Optional<JsonBody> target = connection.optionalObject(member);
            if (indicator.isEmpty() && target.isPresent()) {
                indicator =
                        target.get().optionalText("name").or(() -> target.flatMap(found -> People.text(found, "orn")));
            }
        }
        return indicator.orElse(connection.optionalText("connectionType").orElse("unknown"));
    }
}
