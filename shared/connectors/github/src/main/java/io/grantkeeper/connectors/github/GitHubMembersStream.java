package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stream of members, followed by outside collaborators. One stream covers both groups, so that a person who changes
 * from one to the other never seems to be removed. GitHub's listings of people contain no work addresses;
 * {@link GitHubSamlIdentitiesStream} reads them if single sign-on is configured. Only the login of a managed user shows
 * how the person signs in.
 */
final class GitHubMembersStream {
    static final StreamId ID = new StreamId("people");

    /** The two groups of people, in the order in which they are read. */
    private enum Group {
        MEMBERS("/members", EmploymentStatus.ACTIVE),
        COLLABORATORS("/outside_collaborators", EmploymentStatus.EXTERNAL);

        private final String path;
        private final EmploymentStatus employment;

        Group(String path, EmploymentStatus employment) {
            this.path = path;
            this.employment = employment;
        }
    }

    private static final String COLLABORATORS_FROM = "outside/";

    /**
     * The separator between a person's name and the short code of an enterprise with managed users. Other names do not
     * contain it. Source:
     * https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
     */
    private static final String SHORT_CODE = "_";

    /** The alias of an account that signs in only through the company's identity provider. */
    private static final Alias SINGLE_SIGN_ON = new Alias("github-sign-in", "sso");

    private GitHubMembersStream() {}

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        String token = request.token().orElse("1");
        Group half = token.startsWith(COLLABORATORS_FROM) ? Group.COLLABORATORS : Group.MEMBERS;
        int page = GitHubPageNumber.of(
                Optional.of(half == Group.COLLABORATORS ? token.substring(COLLABORATORS_FROM.length()) : token));
        GitHubClient api = new GitHubClient(request.session());
        ProviderResponse response = api.page(
                api.inOrganization(half.path),
                Map.of("filter", "all", "page", Integer.toString(page)),
                GitHubCredentials.AS_INSTALLATION);
        List<AccessObservation> items = new ArrayList<>();
        GitHubIds ids = new GitHubIds(request.connection());
        for (JsonNodeReader row : JsonNodeReader.of(response).elements()) {
            person(ids, row, half.employment).ifPresent(items::add);
        }
        Optional<Integer> next = GitHubPageNumber.after(page, response);
        // Each of the two groups is a listing of its own, so its first page continues no other.
        ListingCount count = page == 1 ? ListingCount.NONE.asStart() : ListingCount.NONE;
        return switch (half) {
            case MEMBERS ->
                StreamPage.more(
                                items,
                                PartitionCursor.at(next.map(Object::toString).orElse(COLLABORATORS_FROM + 1)))
                        .withCount(count);
            case COLLABORATORS ->
                StreamPage.of(items, next.map(number -> COLLABORATORS_FROM + number))
                        .withCount(count);
        };
    }

    static Optional<AccessObservation> person(GitHubIds ids, JsonNodeReader row, EmploymentStatus employment)
            throws ConnectorException {
        String login = row.text("login");
        Set<Alias> aliases = new TreeSet<>(Set.of(ids.loginAlias(login)));
        if (row.has("id")) {
            aliases.add(new Alias(GitHubIds.USER_ID, row.id("id")));
        }
        if (login.contains(SHORT_CODE)) {
            aliases.add(SINGLE_SIGN_ON);
        }
        return ids.human(login)
                .map(id -> new PersonObserved(Person.of(id, login, KnownOrUnknown.unknown(), employment)
                        .withAliases(aliases)));
    }
}
