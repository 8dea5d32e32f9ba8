package io.grantkeeper.simulator.anthropic;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.anthropic.AnthropicTenant.Activity;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.ApiKey;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.FederationRule;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Invite;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Member;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.ServiceAccount;
import io.grantkeeper.simulator.anthropic.AnthropicTenant.Workspace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON representations of an organization's objects, as Anthropic's API returns them. */
final class AnthropicResponseJson {
    private AnthropicResponseJson() {}

    static Map<String, ?> workspace(Workspace workspace) {
        return object(
                "type",
                "workspace",
                "id",
                workspace.id(),
                "name",
                workspace.name(),
                "created_at",
                workspace.created(),
                "archived_at",
                null,
                "display_color",
                "#6C5BB9");
    }

    static Map<String, ?> member(Member member) {
        return object(
                "type", "user",
                "id", member.id(),
                "name", member.name(),
                "email", member.email(),
                "role", member.role(),
                "added_at", member.added());
    }

    static Map<String, ?> key(ApiKey key) {
        return object(
                "type", "api_key",
                "id", key.id(),
                "name", key.name(),
                "workspace_id", key.workspace(),
                "status", key.status(),
                "partial_key_hint", "sk-ant-api03-..." + key.ending(),
                "created_at", key.created(),
                "created_by", object("id", key.creator(), "type", "user"),
                "expires_at", key.expires());
    }

    static Map<String, ?> serviceAccount(ServiceAccount account) {
        return object(
                "type", "service_account",
                "id", account.id(),
                "name", account.name(),
                "description", null,
                "organization_role", account.role(),
                "created_at", account.created(),
                "created_by_actor_id", account.creator(),
                "updated_at", account.created(),
                "updated_by_actor_id", account.creator(),
                "archived_at", account.archived(),
                "archived_by_actor_id", account.archived().map(_ -> account.creator()));
    }

    static Map<String, ?> federationRule(FederationRule rule) {
        return object(
                "type", "federation_rule",
                "id", rule.id(),
                "name", rule.name(),
                "description", null,
                "issuer_id", "fdis_01simulated",
                "issuer_name", rule.issuer(),
                "match", object("subject_prefix", rule.subject(), "audience", null, "claims", null),
                "target", object("type", "service_account", "service_account_id", rule.account()),
                "oauth_scope", "user:inference",
                "token_lifetime_seconds", 3600,
                "attributes", null,
                "applies_to_all_workspaces", false,
                "workspace_id", null,
                "workspace_ids", List.copyOf(rule.workspaces()),
                "created_at", rule.created(),
                "created_by_actor_id", rule.creator(),
                "updated_at", rule.created(),
                "updated_by_actor_id", rule.creator(),
                "archived_at", rule.archived(),
                "archived_by_actor_id", rule.archived().map(_ -> rule.creator()));
    }

    static Map<String, ?> invite(Invite invite) {
        return object(
                "type", "invite",
                "id", invite.id(),
                "email", invite.email(),
                "role", invite.role(),
                "status", invite.status(),
                "invited_at", invite.sent(),
                "expires_at", invite.expires(),
                "accepted_at", null,
                "rbac_group_ids", List.of());
    }

    static Map<String, ?> activity(AnthropicTenant tenant, Activity activity) {
        Map<String, @Nullable Object> shape = object(
                "id", activity.id(),
                "type", activity.type(),
                "created_at", activity.at(),
                "organization_id", "org_01simulated",
                "actor",
                        object(
                                "type", "user_actor",
                                "user_id", activity.actor(),
                                "email_address",
                                        tenant.members().find(activity.actor()).map(Member::email),
                                "ip_address", "192.0.2.7",
                                "user_agent", "Mozilla/5.0"));
        shape.putAll(activity.what());
        return shape;
    }
}
