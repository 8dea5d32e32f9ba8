package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.Standing;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A user as {@code users.list} and {@code users.info} show it: a person or a bot.
 *
 * @param email lower case; Slack leaves it out, silently, where the token lacks {@code users:read.email}
 * @param botId the bot's id, which {@code bots.info} takes
 * @param appId the app behind the bot
 */
record Member(
        String id,
        String name,
        Optional<String> email,
        boolean bot,
        boolean workflowBot,
        boolean deleted,
        boolean guest,
        Optional<String> botId,
        Optional<String> appId) {
    static final String BOT_FORM = "slack-bot-user";
    static final String WORKFLOW_BOT_FORM = "slack-workflow-bot";

    static Member read(JsonBody user) throws ConnectorException {
        String id = Read.required(user, "id");
        Optional<JsonBody> profile = user.optionalObject("profile");
        Optional<String> realName = Read.optional(profile, "real_name");
        return new Member(
                id,
                realName.orElse(Read.optional(user, "name").orElse(id)),
                Read.optional(profile, "email"),
                Read.flag(user, "is_bot"),
                Read.flag(user, "is_workflow_bot"),
                Read.flag(user, "deleted"),
                Read.flag(user, "is_restricted") || Read.flag(user, "is_ultra_restricted"),
                Read.optional(profile, "bot_id"),
                Read.optional(profile, "api_app_id"));
    }

    /** Empty where Slack knows no such user. */
    static Optional<Member> one(SlackApi api, String userId) throws ConnectorException {
        try {
            return Optional.of(read(
                    api.read(SlackMethod.USERS_INFO, Map.of("user", userId)).object("user")));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Optional<Observation> person(Naming naming) {
        if (bot || Naming.isSlackbot(id)) {
            return Optional.empty();
        }
        Employment employment = deleted ? Employment.LEFT : guest ? Employment.EXTERNAL : Employment.ACTIVE;
        return Optional.of(person(naming, id, name, email, employment));
    }

    /** Empty for people, and for bots that were switched off with their app. */
    Optional<Observation> bot(Naming naming, Place workspace, Optional<String> app) {
        if (!bot || deleted) {
            return Optional.empty();
        }
        Set<Alias> aliases = new HashSet<>(Set.of(new Alias(Naming.USER_ID, id)));
        app.map(naming::appAlias).ifPresent(aliases::add);
        NonHumanIdentity identity = NonHumanIdentity.of(
                        naming.bot(workspace, id), Naming.SLACK, workflowBot ? WORKFLOW_BOT_FORM : BOT_FORM, name)
                .withAliases(aliases)
                .withStanding(Standing.ACTIVE)
                .withAttributes(Map.of("workspace", workspace.id()));
        return Optional.of(new IdentityObserved(identity));
    }

    static Observation person(Naming naming, String id, String name, Optional<String> email, Employment employment) {
        Optional<String> address = email.map(text -> text.strip().toLowerCase(Locale.ROOT));
        Set<Alias> aliases = new HashSet<>(Set.of(new Alias(Naming.USER_ID, id)));
        address.ifPresent(text -> aliases.add(new Alias("email", text)));
        return new PersonObserved(
                Person.of(naming.person(id), name, Knowledge.ofNullable(address.orElse(null)), employment)
                        .withAliases(aliases));
    }
}
