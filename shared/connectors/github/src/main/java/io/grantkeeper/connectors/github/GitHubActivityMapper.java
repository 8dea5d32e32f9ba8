package io.grantkeeper.connectors.github;

import static io.grantkeeper.connector.activity.ActivityRowReader.first;
import static io.grantkeeper.connector.activity.ActivityRowReader.number;
import static io.grantkeeper.connector.activity.ActivityRowReader.requiredText;
import static io.grantkeeper.connector.activity.ActivityRowReader.text;
import static io.grantkeeper.connector.activity.ActivityRowReader.time;

import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityClass;
import io.grantkeeper.connector.activity.ActivityEffect;
import io.grantkeeper.connector.activity.ActivityEffect.Weight;
import io.grantkeeper.connector.activity.ActivityOutcome;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.connector.activity.ActivityParty.Kind;
import io.grantkeeper.connector.activity.ActivityPerson;
import io.grantkeeper.connector.activity.ActivityPlace;
import io.grantkeeper.connector.activity.LogActivityMapper;
import io.grantkeeper.connector.activity.OperationNameClassifier;
import io.grantkeeper.connector.activity.UnreadableRowException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Maps audit log entries. {@code programmatic_access_type} states the kind of token with which an action was performed.
 * The entry names the app, or only the person whose token was used. IP addresses are present only if the organization
 * enables them. Sources:
 * https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise
 * and identifying-audit-log-events-performed-by-an-access-token in the same folder
 */
final class GitHubActivityMapper extends LogActivityMapper {
    private static final String BOT = "[bot]";

    GitHubActivityMapper() {
        super(Set.of("audit-log"), Set.of("app", "oauth-app", "slug", "token", "key"));
    }

    @Override
    public Activity map(String stream, JsonNode row) throws UnreadableRowException {
        Instant at = row.hasNonNull("@timestamp") ? time(row, "@timestamp") : time(row, "created_at");
        String action = requiredText(row, "action", "an entry of GitHub's audit log");
        ActivityParty acting = acting(row);
        ActivityParty target = target(action, row);
        OperationNameClassifier words = OperationNameClassifier.of(action);
        String repository = first(text(row, "repo"), text(row, "repository"));
        return new Activity(
                text(row, "_document_id"),
                at,
                acting,
                acting.orTarget(target),
                person(row),
                first(text(row, "hashed_token"), text(row, "token_id")),
                action,
                activityClass(action, words),
                repository,
                new ActivityPlace(text(row, "actor_ip"), 0, "", text(row, "actor_location", "country_code")),
                first(text(row, "user_agent"), text(row, "actor_user_agent")),
                ActivityOutcome.UNKNOWN,
                number(row, "bytes_transferred"),
                effects(action, words, row, target));
    }

    private static ActivityClass activityClass(String action, OperationNameClassifier words) {
        return switch (action) {
            case "git.clone", "git.fetch", "repo.download_zip" -> new ActivityClass("code", "read");
            case "git.push" -> new ActivityClass("code", "write");
            default -> words.activityClass();
        };
    }

    private static ActivityParty acting(JsonNode row) {
        String actor = text(row, "actor");
        String access = text(row, "programmatic_access_type");
        List<String> ids = new ArrayList<>(3);
        addId(ids, "app/", first(text(row, "application_client_id"), text(row, "oauth_application_client_id")));
        addId(ids, "oauth-app/", text(row, "oauth_application_id"));
        String name =
                first(text(row, "integration"), text(row, "application_name"), text(row, "oauth_application_name"));
        boolean bot = actor.endsWith(BOT) || text(row, "actor_is_bot").equals("true");
        boolean appToken = access.contains("App") || access.contains("OAuth");
        if (bot) {
            String slug = actor.endsWith(BOT) ? actor.substring(0, actor.length() - BOT.length()) : actor;
            addId(ids, "slug/", slug);
        } else if (appToken) {
            addId(ids, "slug/", slug(name));
        }
        if (bot || (appToken && !ids.isEmpty())) {
            return new ActivityParty(bot ? Kind.BOT : Kind.APP, ids, first(name, actor));
        }
        String hash = text(row, "hashed_token");
        String tokenId = text(row, "token_id");
        if (access.isEmpty()
                && hash.isEmpty()
                && tokenId.isEmpty()
                && !text(row, "actor_is_agent").equals("true")) {
            return ActivityParty.of(Kind.PERSON, actor.isEmpty() ? "" : "person/" + actor, actor);
        }
        String named = text(row, "user_programmatic_access_name");
        String kind = access.isEmpty() ? "token" : access.toLowerCase(Locale.ROOT);
        String id = !named.isEmpty() ? actor + "/" + named : !tokenId.isEmpty() ? tokenId : actor + "/" + kind;
        String of = actor.isEmpty() ? "" : " of " + actor;
        return ActivityParty.of(Kind.TOKEN, "token/" + id, first(named, kind + of));
    }

    private static void addId(List<String> ids, String prefix, String id) {
        if (!id.isEmpty()) {
            ids.add(prefix + id);
        }
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static ActivityPerson person(JsonNode row) {
        String actor = text(row, "actor");
        boolean bot = actor.endsWith(BOT) || text(row, "actor_is_bot").equals("true");
        return bot
                ? ActivityPerson.NONE
                : new ActivityPerson(
                        actor,
                        first(
                                text(row, "external_identity_nameid"),
                                text(row, "external_identity_username"),
                                text(row, "actor_email")));
    }

    /** Returns the app or token that the entry is about. */
    private static ActivityParty target(String action, JsonNode row) {
        List<String> ids = new ArrayList<>(3);
        addId(ids, "app/", text(row, "application_client_id"));
        addId(ids, "oauth-app/", text(row, "oauth_application_id"));
        String name =
                first(text(row, "integration"), text(row, "oauth_application_name"), text(row, "application_name"));
        addId(ids, "slug/", slug(name));
        if (!ids.isEmpty()) {
            return new ActivityParty(Kind.APP, ids, name);
        }
        if (action.startsWith("personal_access_token.")) {
            String owner = first(text(row, "user"), text(row, "owner"), text(row, "actor"));
            String token = first(text(row, "user_programmatic_access_name"), text(row, "token_id"));
            return token.isEmpty()
                    ? ActivityParty.NONE
                    : ActivityParty.of(Kind.TOKEN, "token/" + owner + "/" + token, token);
        }
        if (action.startsWith("public_key.") || action.startsWith("deploy_key.")) {
            String key = first(text(row, "fingerprint"), text(row, "key"), text(row, "title"));
            return ActivityParty.of(Kind.TOKEN, key.isEmpty() ? "" : "key/" + key, text(row, "title"));
        }
        return ActivityParty.NONE;
    }

    private static List<ActivityEffect> effects(
            String action, OperationNameClassifier words, JsonNode row, ActivityParty target) {
        List<ActivityEffect> effects = new ArrayList<>(1);
        String user = first(text(row, "user"), text(row, "invitee"));
        ActivityPerson person = new ActivityPerson(user, text(row, "user_email"));
        switch (action) {
            case "org.remove_member",
                    "org.remove_outside_collaborator",
                    "business.remove_member",
                    "user.suspend",
                    "user.delete",
                    "user.destroy",
                    "external_identity.deprovision" -> {
                if (person.isKnown()) {
                    effects.add(new ActivityEffect.PersonDisabled(person));
                }
            }
            case "user.unsuspend", "org.add_member", "external_identity.provision" -> {
                if (person.isKnown()) {
                    effects.add(new ActivityEffect.PersonEnabled(person));
                }
                role(row, user, effects);
            }
            case "org.update_member",
                    "repo.add_member",
                    "repo.update_member",
                    "team.add_member",
                    "org.invite_member",
                    "business.add_admin",
                    "organization_role.assign" -> role(row, user, effects);
            case "oauth_authorization.create",
                    "org.oauth_app_access_approved",
                    "integration_installation.create",
                    "integration_installation.version_updated",
                    "integration_installation.repositories_added",
                    "org_credential_authorization.grant",
                    "personal_access_token.access_granted",
                    "hook.create" -> {
                String access = access(row);
                effects.add(new ActivityEffect.AccessGranted(target, access, OperationNameClassifier.weightOf(access)));
            }
            case "oauth_authorization.destroy",
                    "integration_installation.destroy",
                    "org_credential_authorization.revoke",
                    "personal_access_token.access_revoked" ->
                effects.add(new ActivityEffect.CredentialRemoved(target, text(row, "hashed_token")));
            case "secret_scanning_alert.create", "secret_scanning_alert.publicly_leaked" ->
                effects.add(new ActivityEffect.ThreatReported(
                        "GitHub", "a secret in code", action.endsWith("leaked") ? Weight.HIGH : Weight.LOW));
            default -> byName(action, words, row, target, effects);
        }
        if (row.path("visibility").asString("").equals("public") && action.startsWith("repo.")) {
            effects.add(new ActivityEffect.ProtectionWeakened("a repository that is public now"));
        }
        return effects;
    }

    private static void byName(
            String action,
            OperationNameClassifier words,
            JsonNode row,
            ActivityParty target,
            List<ActivityEffect> effects) {
        boolean credential = action.startsWith("personal_access_token.")
                || action.startsWith("public_key.")
                || action.startsWith("deploy_key.")
                || action.contains("client_secret")
                || action.contains("_key")
                || action.startsWith("oauth_access");
        if (credential && words.addsCredential()) {
            effects.add(new ActivityEffect.CredentialAdded(
                    target, first(text(row, "fingerprint"), text(row, "token_id"), text(row, "_document_id"))));
        } else if (credential && words.removesCredential()) {
            effects.add(new ActivityEffect.CredentialRemoved(target, text(row, "fingerprint")));
        } else if (isProtection(action, words)) {
            words.weakening(action).ifPresent(effects::add);
        }
    }

    /**
     * Returns whether an action can affect a security protection. Actions on workflows and on the secrets that
     * workflows use do not count.
     */
    private static boolean isProtection(String action, OperationNameClassifier words) {
        return (!action.startsWith("workflows.") && !words.has("secret")) || action.contains("secret_scanning");
    }

    private static void role(JsonNode row, String user, List<ActivityEffect> effects) {
        boolean enterprise = text(row, "action").equals("business.add_admin");
        String role = first(
                text(row, "permission"),
                text(row, "role"),
                text(row, "organization_role"),
                enterprise ? "enterprise owner" : "");
        if (enterprise || role.equalsIgnoreCase("owner") || role.contains("admin")) {
            boolean bot = user.endsWith(BOT);
            ActivityParty holder = bot
                    ? ActivityParty.of(Kind.BOT, "slug/" + user.substring(0, user.length() - BOT.length()), user)
                    : ActivityParty.of(Kind.PERSON, user.isEmpty() ? "" : "person/" + user, user);
            boolean organization = !text(row, "action").startsWith("repo.");
            effects.add(new ActivityEffect.RoleGranted(holder, role, organization ? Weight.HIGH : Weight.MEDIUM));
        }
    }

    private static String access(JsonNode row) {
        JsonNode permissions = row.path("permissions");
        return permissions.isContainer()
                ? permissions
                        .toString()
                        .substring(0, Math.min(300, permissions.toString().length()))
                : first(text(row, "token_scopes"), text(row, "scopes"), text(row, "permissions_upgraded"));
    }
}
