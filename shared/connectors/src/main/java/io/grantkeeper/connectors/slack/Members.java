package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The bots of each workspace. Where the connection is a single workspace, its people too: an organisation's people are
 * in many workspaces at once, and one row must have one listing.
 */
final class Members implements AccessStream {
    static final StreamId ID = new StreamId("members");

    /** Slack recommends no more (users.list). */
    private static final String PAGE_SIZE = "200";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Bots, and the people of a single workspace";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.USERS);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(12);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return Installation.partitions(session, ID, known, false);
    }

    /** One user alone, to be read again because something about it may have changed. */
    static Partition oneUser(Place workspace, String userId, boolean ofOrganization) {
        Partition whole = workspace.of(ID, ofOrganization);
        return whole.onlySegment(userId, whole.parameters());
    }

    @Override
    public String segmentOf(Observation observation) {
        return switch (observation) {
            case PersonObserved(Person person) -> person.id().externalId();
            case IdentityObserved(NonHumanIdentity bot) ->
                bot.id().externalId().substring(bot.id().externalId().indexOf('/') + 1);
            case Observation.GrantObserved _,
                    Observation.CredentialObserved _,
                    Observation.EventObserved _,
                    Observation.UsageObserved _ -> "";
        };
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        SlackApi api = new SlackApi(session);
        List<Observation> items = new ArrayList<>();
        if (partition.segment().isPresent()) {
            Optional<Member> one = Member.one(api, partition.segment().get());
            if (one.isPresent()) {
                collect(api, partition, one.get(), items);
            }
            return Page.last(items);
        }
        Map<String, String> arguments = new HashMap<>(Place.of(partition).argument());
        arguments.put("limit", PAGE_SIZE);
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonBody answer = api.read(SlackMethod.USERS_LIST, arguments);
        for (JsonBody user : answer.list("members")) {
            collect(api, partition, Member.read(user), items);
        }
        Optional<String> next = Read.nextCursor(answer, from.token().orElse(""));
        return next.isPresent() ? Page.more(items, Cursor.at(next.get())) : Page.last(items);
    }

    private static void collect(SlackApi api, Partition partition, Member member, List<Observation> into)
            throws ConnectorException {
        Naming naming = new Naming(api.connection());
        if (member.bot() && !member.deleted()) {
            member.bot(naming, Place.of(partition), app(api, member)).ifPresent(into::add);
        } else if (!Place.isOfOrganization(partition)) {
            member.person(naming).ifPresent(into::add);
        }
    }

    /** Most bots name their app; of the others, older ones, it is asked for. */
    private static Optional<String> app(SlackApi api, Member bot) throws ConnectorException {
        if (bot.appId().isPresent() || bot.botId().isEmpty()) {
            return bot.appId();
        }
        try {
            JsonBody answer =
                    api.read(SlackMethod.BOTS_INFO, Map.of("bot", bot.botId().get()));
            return Read.optional(answer.optionalObject("bot"), "app_id");
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
