package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Work addresses, from the identities that single sign-on linked to GitHub accounts. They are rows of their own, named
 * {@code saml/login} and tied to the account by its login alias: the listing of people and this one are read apart, and
 * neither may overwrite or remove what the other saw.
 */
final class SamlIdentities implements AccessStream {
    static final StreamId ID = new StreamId("saml-identities");

    private static final String QUERY = """
            query($org: String!, $size: Int!, $after: String) {
              organization(login: $org) {
                samlIdentityProvider {
                  externalIdentities(first: $size, after: $after) {
                    pageInfo { hasNextPage endCursor }
                    nodes {
                      samlIdentity { nameId username emails { value primary } }
                      scimIdentity { username emails { value primary } }
                      user { login }
                    }
                  }
                }
              }
            }
            """;

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Work addresses from single sign-on";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of("members:read");
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(24);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(ID));
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        GitHubApi api = new GitHubApi(session);
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("query", QUERY);
        request.putObject("variables")
                .put("org", api.settings().organization())
                .put("size", api.settings().pageSize())
                .put("after", from.token().orElse(null));
        JsonBody organization = api.query(JsonTrees.write(request), GitHubCredentials.AS_INSTALLATION)
                .object("data")
                .object("organization");
        Optional<JsonBody> provider = organization.optionalObject("samlIdentityProvider");
        if (provider.isEmpty()) {
            throw Problems.notOffered(
                    "GitHub shows no SAML identity provider: single sign-on is not set up, or 'members:read' is missing");
        }
        JsonBody identities = provider.get().object("externalIdentities");
        List<Observation> items = new ArrayList<>();
        for (JsonBody node : identities.list("nodes")) {
            SamlIdentity.read(new Naming(session.connection().id()), node).ifPresent(items::add);
        }
        JsonBody pages = identities.object("pageInfo");
        if (!pages.flag("hasNextPage")) {
            return Page.last(items);
        }
        String next = pages.text("endCursor");
        if (from.token().equals(Optional.of(next))) {
            throw Problems.unexpected("GitHub's SAML identities: a page is followed by itself");
        }
        return Page.more(items, Cursor.at(next));
    }
}
