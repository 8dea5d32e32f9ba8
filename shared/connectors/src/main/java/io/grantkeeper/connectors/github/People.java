package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Members, then outside collaborators, in one listing: someone who turns from one into the other never looks gone.
 * GitHub shows no work addresses here; {@link SamlIdentities} does where single sign-on is set up.
 */
final class People implements AccessStream {
    static final StreamId ID = new StreamId("people");

    /** The two halves, in the order in which they are read. */
    private enum Half {
        MEMBERS("/members", Employment.ACTIVE),
        COLLABORATORS("/outside_collaborators", Employment.EXTERNAL);

        private final String path;
        private final Employment employment;

        Half(String path, Employment employment) {
            this.path = path;
            this.employment = employment;
        }
    }

    private static final String COLLABORATORS_FROM = "outside/";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Members and outside collaborators";
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
        return Duration.ofHours(12);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(ID));
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        String token = from.token().orElse("1");
        Half half = token.startsWith(COLLABORATORS_FROM) ? Half.COLLABORATORS : Half.MEMBERS;
        int page = PageNumber.of(
                Optional.of(half == Half.COLLABORATORS ? token.substring(COLLABORATORS_FROM.length()) : token));
        GitHubApi api = new GitHubApi(session);
        ProviderResponse response = api.page(
                api.inOrganization(half.path),
                Map.of("filter", "all", "page", Integer.toString(page)),
                GitHubCredentials.AS_INSTALLATION);
        List<Observation> items = new ArrayList<>();
        Naming naming = new Naming(session.connection().id());
        for (JsonBody row : JsonBody.of(response).elements()) {
            person(naming, row, half.employment).ifPresent(items::add);
        }
        Optional<Integer> next = PageNumber.after(page, response);
        return switch (half) {
            case MEMBERS ->
                Page.more(items, Cursor.at(next.map(Object::toString).orElse(COLLABORATORS_FROM + 1)));
            case COLLABORATORS ->
                next.isPresent() ? Page.more(items, Cursor.at(COLLABORATORS_FROM + next.get())) : Page.last(items);
        };
    }

    static Optional<Observation> person(Naming naming, JsonBody row, Employment employment) throws ConnectorException {
        String login = row.text("login");
        Set<Alias> aliases = new TreeSet<>(Set.of(naming.loginAlias(login)));
        if (row.has("id")) {
            aliases.add(new Alias(Naming.USER_ID, row.id("id")));
        }
        return naming.human(login)
                .map(id -> new PersonObserved(
                        Person.of(id, login, Knowledge.unknown(), employment).withAliases(aliases)));
    }
}
