package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.NotFoundTolerantCall;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of each workspace's bots. If the connection covers a single workspace, the stream includes people. In an
 * organization, people are omitted: they can be in several workspaces, but each row must come from only one listing.
 */
final class SlackBotsStream {
    static final StreamId ID = new StreamId("members");

    /** The number of users per page, within the limit that Slack recommends (users.list). */
    private static final String PAGE_SIZE = "200";

    private SlackBotsStream() {}

    static List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return SlackTokenScope.partitions(session, ID, known, false);
    }

    /** Returns the partition that reads only this user, after a possible change. */
    static Partition singleUser(SlackContext workspace, String userId, boolean ofOrganization) {
        Partition whole = workspace.of(ID, ofOrganization);
        return whole.onlySegment(userId, whole.parameters());
    }

    static String segmentOf(AccessObservation observation) {
        return switch (observation) {
            case PersonObserved(Person person) -> person.id().externalId();
            case IdentityObserved(NonHumanIdentity bot) ->
                bot.id().externalId().substring(bot.id().externalId().indexOf('/') + 1);
            case AccessObservation.GrantObserved _,
                    AccessObservation.CredentialObserved _,
                    AccessObservation.EventObserved _,
                    AccessObservation.UsageObserved _ -> "";
        };
    }

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        SlackClient api = new SlackClient(request.session());
        Optional<String> segment = request.partition().segment();
        if (segment.isPresent()) {
            Optional<SlackMember> one = SlackMember.find(api, segment.get());
            return StreamPage.last(one.isPresent() ? observations(api, request.partition(), one.get()) : List.of());
        }
        Map<String, String> arguments =
                new HashMap<>(SlackContext.of(request.partition()).argument());
        arguments.put("limit", PAGE_SIZE);
        return api.page(SlackMethod.USERS_LIST, arguments, "members", request.token())
                .toPage(user -> observations(api, request.partition(), SlackMember.read(user)));
    }

    private static List<AccessObservation> observations(SlackClient api, Partition partition, SlackMember member)
            throws ConnectorException {
        SlackIds ids = new SlackIds(api.connection());
        if (member.bot() && !member.deleted()) {
            return member.bot(ids, SlackContext.of(partition), app(api, member)).stream()
                    .toList();
        }
        return SlackContext.isOfOrganization(partition)
                ? List.of()
                : member.person(ids).stream().toList();
    }

    /** Returns the bot's app. Most rows contain it. For older bots, it must be requested. */
    private static Optional<String> app(SlackClient api, SlackMember bot) throws ConnectorException {
        if (bot.appId().isPresent() || bot.botId().isEmpty()) {
            return bot.appId();
        }
        Optional<JsonNodeReader> answer = NotFoundTolerantCall.find(
                () -> api.read(SlackMethod.BOTS_INFO, Map.of("bot", bot.botId().get())));
        return answer.isPresent() ? answer.get().objectOrEmpty("bot").optionalNonBlank("app_id") : Optional.empty();
    }
}
