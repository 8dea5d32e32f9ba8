package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.ProviderStatus;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A user in the format of {@code users.list} and {@code users.info}: a person or a bot.
 *
 * @param email the address as Slack states it; Slack silently omits it if the token lacks {@code users:read.email}
 * @param botId the bot's id, as {@code bots.info} expects it
 * @param appId the app that the bot belongs to
 * @param account the person's role and way of signing in
 */
record SlackMember(
        String id,
        String name,
        Optional<String> email,
        boolean bot,
        boolean workflowBot,
        boolean deleted,
        boolean guest,
        Optional<String> botId,
        Optional<String> appId,
        Set<Alias> account) {
    static final String BOT_FORM = "slack-bot-user";
    static final String WORKFLOW_BOT_FORM = "slack-workflow-bot";

    /** Reads a user of a workspace, which can belong to an organization. */
    static SlackMember read(JsonNodeReader user) throws ConnectorException {
        return read(user, user.optionalObject("enterprise_user").isPresent());
    }

    private static SlackMember read(JsonNodeReader user, boolean organization) throws ConnectorException {
        String id = user.nonBlank("id");
        JsonNodeReader profile = user.objectOrEmpty("profile");
        Optional<String> realName = profile.optionalNonBlank("real_name");
        return new SlackMember(
                id,
                realName.orElse(user.optionalNonBlank("name").orElse(id)),
                profile.optionalNonBlank("email"),
                user.flagOrFalse("is_bot"),
                user.flagOrFalse("is_workflow_bot"),
                user.flagOrFalse("deleted"),
                user.flagOrFalse("is_restricted") || user.flagOrFalse("is_ultra_restricted"),
                profile.optionalNonBlank("bot_id"),
                profile.optionalNonBlank("api_app_id"),
                user.flagOrFalse("deleted") ? Set.of() : SlackAccount.aliases(user, organization));
    }

    /** Returns the user of a workspace, or empty if the user does not exist. */
    static Optional<SlackMember> find(SlackClient api, String userId) throws ConnectorException {
        return find(api, userId, SlackMember::read);
    }

    /** Returns the member of an organization, or empty if the member does not exist. */
    static Optional<SlackMember> findInOrganization(SlackClient api, String userId) throws ConnectorException {
        return find(api, userId, user -> read(user, true));
    }

    private interface Reader {
        SlackMember read(JsonNodeReader user) throws ConnectorException;
    }

    private static Optional<SlackMember> find(SlackClient api, String userId, Reader reader) throws ConnectorException {
        try {
            return Optional.of(reader.read(
                    api.read(SlackMethod.USERS_INFO, Map.of("user", userId)).object("user")));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Optional<AccessObservation> person(SlackIds ids) {
        if (bot || SlackIds.isSlackbot(id)) {
            return Optional.empty();
        }
        EmploymentStatus employment =
                deleted ? EmploymentStatus.LEFT : guest ? EmploymentStatus.EXTERNAL : EmploymentStatus.ACTIVE;
        return Optional.of(person(ids, id, name, email, employment, account));
    }

    /** Converts a bot. Returns empty for people, and for bots that were disabled together with their app. */
    Optional<AccessObservation> bot(SlackIds ids, SlackContext workspace, Optional<String> app) {
        if (!bot || deleted) {
            return Optional.empty();
        }
        Set<Alias> aliases = new HashSet<>(Set.of(new Alias(SlackIds.USER_ID, id)));
        app.map(ids::appAlias).ifPresent(aliases::add);
        NonHumanIdentity identity = NonHumanIdentity.of(
                        ids.bot(workspace, id), SlackIds.SLACK, workflowBot ? WORKFLOW_BOT_FORM : BOT_FORM, name)
                .withAliases(aliases)
                .withStanding(ProviderStatus.ACTIVE)
                .withAttributes(Map.of("workspace", workspace.id()));
        return Optional.of(new IdentityObserved(identity));
    }

    static AccessObservation person(
            SlackIds ids,
            String id,
            String name,
            Optional<String> email,
            EmploymentStatus employment,
            Set<Alias> account) {
        Optional<String> address = email.map(text -> text.strip().toLowerCase(Locale.ROOT));
        Set<Alias> aliases = new HashSet<>(Set.of(new Alias(SlackIds.USER_ID, id)));
        address.ifPresent(text -> aliases.add(new Alias("email", text)));
        aliases.addAll(account);
        return new PersonObserved(Person.of(ids.person(id), name, KnownOrUnknown.of(address), employment)
                .withAliases(aliases));
    }
}
