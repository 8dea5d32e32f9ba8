package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.json.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stream of work addresses, which come from the identities that single sign-on links to GitHub accounts. Each
 * identity is a separate row named {@code saml/login}, and the login alias links the row to the account. Identities and
 * people are read separately, so neither read may overwrite or remove the other's rows.
 */
final class GitHubSamlIdentitiesStream {
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

    private GitHubSamlIdentitiesStream() {}

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        GitHubClient api = new GitHubClient(request.session());
        ObjectNode query = JsonNodeFactory.instance.objectNode().put("query", QUERY);
        query.putObject("variables")
                .put("org", api.settings().organization())
                .put("size", api.settings().pageSize())
                .put("after", request.token().orElse(null));
        JsonNodeReader organization = api.query(JsonTrees.write(query), GitHubCredentials.AS_INSTALLATION)
                .object("data")
                .object("organization");
        Optional<JsonNodeReader> provider = organization.optionalObject("samlIdentityProvider");
        if (provider.isEmpty()) {
            throw ConnectorException.notOffered(
                    "GitHub returns no SAML identity provider: single sign-on is not configured, or 'members:read' is missing");
        }
        JsonNodeReader identities = provider.get().object("externalIdentities");
        List<AccessObservation> items = new ArrayList<>();
        for (JsonNodeReader node : identities.list("nodes")) {
            GitHubSamlIdentity.read(new GitHubIds(request.connection()), node).ifPresent(items::add);
        }
        JsonNodeReader pages = identities.object("pageInfo");
        if (!pages.flag("hasNextPage")) {
            return StreamPage.last(items);
        }
        String next = pages.text("endCursor");
        if (request.token().equals(Optional.of(next))) {
            throw ConnectorException.unexpected(
                    "GitHub's SAML identities: the cursor of the next page points to the same page");
        }
        return StreamPage.more(items, PartitionCursor.at(next));
    }
}
