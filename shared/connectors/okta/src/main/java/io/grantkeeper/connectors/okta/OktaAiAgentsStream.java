package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
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
 * The stream of AI agents that are registered in Okta, with their keys and connections. The API is a beta and requires
 * the license "Okta for AI Agents"; without the license, the agents are a coverage gap.
 */
final class OktaAiAgentsStream extends OktaListingStream {
    static final StreamId ID = new StreamId("ai-agents");
    static final String FORM = "okta-ai-agent";
    static final String CONNECTION = "connection/";

    OktaAiAgentsStream() {
        super(StreamDefinition.listing(ID, "AI agents").withScopes(OktaScopes.AI_AGENTS));
    }

    @Override
    OktaClient.Call listing(Partition partition) {
        return new OktaClient.Call(OktaScopes.AI_AGENTS, OktaRateLimits.OTHER, "/workload-principals/api/v1/ai-agents")
                .with("limit", "20");
    }

    /** Returns the call that reads one agent. Source: Okta's API reference, "Retrieve an AI agent". */
    @Override
    OktaClient.Call single(String id) {
        return agentCall(OktaScopes.AI_AGENTS, "", id);
    }

    /**
     * Returns a call about an agent or an object below it.
     *
     * @param ids the agent's id, followed by the ids of the objects below it
     */
    static OktaClient.Call agentCall(String scope, String below, String... ids) {
        return new OktaClient.Call(
                scope, OktaRateLimits.OTHER, OktaClient.path("/workload-principals/api/v1/ai-agents/%s" + below, ids));
    }

    @Override
    List<? extends AccessObservation> observe(OktaClient api, Partition partition, JsonNodeReader row)
            throws ConnectorException {
        String id = row.text("id");
        NonHumanIdentity agent = agent(api, row, id);
        List<AccessObservation> observed = new ArrayList<>(List.of(new IdentityObserved(agent)));
        for (JsonNodeReader key : api.all(agentCall(OktaScopes.AI_AGENTS, "/credentials/jwks", id))) {
            observed.add(new CredentialObserved(agent, OktaClientCredentialMapper.key(key)));
        }
        for (JsonNodeReader connection : api.all(agentCall(OktaScopes.AI_AGENTS, "/connections", id))) {
            observed.add(new GrantObserved(agent, grant(connection)));
        }
        return observed;
    }

    private static NonHumanIdentity agent(OktaClient api, JsonNodeReader row, String id) throws ConnectorException {
        Optional<JsonNodeReader> profile = row.optionalObject("profile");
        Map<String, String> attributes = new TreeMap<>();
        row.optionalText("status").ifPresent(status -> attributes.put("status", status));
        row.optionalText("platform").ifPresent(platform -> attributes.put("platform", platform));
        row.optionalText("appId").ifPresent(app -> attributes.put(OktaAppMapper.APP_ID, app));
        return NonHumanIdentity.of(
                        new IdentityId(api.session().connection().id(), IdentityKind.AI_AGENT, id),
                        OktaConnector.PROVIDER,
                        FORM,
                        profile.flatMap(found -> OktaUserMapper.text(found, "name"))
                                .orElse(id))
                .withAliases(Set.of(new Alias("oauth-client-id", id)))
                .withStanding(
                        OktaAppMapper.providerStatus(row.optionalText("status").orElse("")))
                .withCreated(OktaAppMapper.moment(row, "created"))
                .withAttributes(attributes);
    }

    /**
     * Converts a connection of an agent to a grant. The grant is delegated, because agents act on behalf of the people
     * who use them. The grant's resource is the authorization server or other resource to which the connection leads,
     * if Okta names one.
     */
    private static Grant grant(JsonNodeReader connection) throws ConnectorException {
        return Grant.of(
                        CONNECTION + connection.text("id"),
                        GrantSubject.tenant(),
                        resource(connection),
                        PermissionKind.DELEGATED,
                        connection.has("scopes") ? connection.texts("scopes") : List.of())
                .withStanding(OktaAppMapper.providerStatus(
                        connection.optionalText("status").orElse("ACTIVE")));
    }

    private static String resource(JsonNodeReader connection) throws ConnectorException {
        Optional<String> indicator = connection.optionalText("resourceIndicator");
        for (String member : List.of("authorizationServer", "resource")) {
            Optional<JsonNodeReader> target = connection.optionalObject(member);
            if (indicator.isEmpty() && target.isPresent()) {
                indicator = target.get()
                        .optionalText("name")
                        .or(() -> target.flatMap(found -> OktaUserMapper.text(found, "orn")));
            }
        }
        return indicator.orElse(connection.optionalText("connectionType").orElse("unknown"));
    }
}
