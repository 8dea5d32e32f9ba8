package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
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
 * The stream of each workspace's bots. If the connection is a single workspace, the stream includes people. In an
 * organization, people are omitted: they can be in several workspaces, but each row must come from only one listing.
 */
final class SlackBotsStream implements AccessStream {
    static final StreamId ID = new StreamId("members");

    /** The number of users per page, within the limit that Slack recommends (users.list). */
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
        return Set.of(SlackScopes.USERS);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(12);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return SlackTokenScope.partitions(session, ID, known, false);
    }

    /** Returns the partition that reads only this user, after a possible change. */
    static Partition singleUser(SlackContext workspace, String userId, boolean ofOrganization) {
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
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        SlackClient api = new SlackClient(session);
        List<Observation> items = new ArrayList<>();
        if (partition.segment().isPresent()) {
            Optional<SlackMember> one =
                    SlackMember.find(api, partition.segment().get());
            if (one.isPresent()) {
                collect(api, partition, one.get(), items);
            }
            return StreamPage.last(items);
        }
        Map<String, String> arguments = new HashMap<>(SlackContext.of(partition).argument());
        arguments.put("limit", PAGE_SIZE);
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonNodeReader answer = api.read(SlackMethod.USERS_LIST, arguments);
        for (JsonNodeReader user : answer.list("members")) {
            collect(api, partition, SlackMember.read(user), items);
        }
        Optional<String> next = SlackJson.nextCursor(answer, from.token().orElse(""));
        return next.isPresent() ? StreamPage.more(items, PartitionCursor.at(next.get())) : StreamPage.last(items);
    }

    private static void collect(SlackClient api, Partition partition, SlackMember member, List<Observation> into)
            throws ConnectorException {
        SlackIds naming = new SlackIds(api.connection());
        if (member.bot() && !member.deleted()) {
            member.bot(naming, SlackContext.of(partition), app(api, member)).ifPresent(into::add);
        } else if (!SlackContext.isOfOrganization(partition)) {
            member.person(naming).ifPresent(into::add);
        }
    }

    /** Returns the bot's app. Most rows contain it. For older bots, it must be requested. */
    private static Optional<String> app(SlackClient api, SlackMember bot) throws ConnectorException {
        if (bot.appId().isPresent() || bot.botId().isEmpty()) {
            return bot.appId();
        }
        try {
            JsonNodeReader answer =
                    api.read(SlackMethod.BOTS_INFO, Map.of("bot", bot.botId().get()));
            return SlackJson.optional(answer.optionalObject("bot"), "app_id");
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
