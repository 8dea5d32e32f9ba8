package io.grantkeeper.connectors.slack;

import io.grantkeeper.identity.AccessEventType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The audit log actions to request, and their meanings. Slack publishes the names at {@code GET /audit/v1/actions}. A
 * call can name at most 30 actions.
 */
final class SlackAuditActions {
    /** What an action affects. */
    enum Effect {
        /** An app's access changed, or the app was removed. */
        APP,
        /** A workflow was published, changed or unpublished. */
        WORKFLOW,
        /** A person joined or left, or a person's account or role changed. */
        PERSON,
        /** Something was used. This is evidence of usage, not an event. */
        USE
    }

    private static final Map<String, List<String>> GROUPS = new TreeMap<>(Map.of(
            "apps",
            List.of(
                    "app_installed",
                    "app_uninstalled",
                    "app_scopes_expanded",
                    "app_approved",
                    "app_restricted",
                    "app_removed_from_whitelist",
                    "app_resources_granted",
                    "app_token_preserved",
                    "bot_token_upgraded",
                    "bot_token_downgraded",
                    "org_app_installed",
                    "org_app_uninstalled",
                    "org_app_workspace_added",
                    "org_app_workspace_removed",
                    "org_app_upgraded_to_org_install",
                    "app_deleted",
                    "child_app_auto_installed"),
            "agents",
            List.of(
                    "agentforce_agent_activated",
                    "agentforce_agent_deactivated",
                    "agentforce_agent_slack_connection_added",
                    "agentforce_agent_slack_connection_removed",
                    "agentforce_agent_actions_updated",
                    "agentforce_agent_slack_deleted",
                    "app_mcp_server_added",
                    "app_mcp_server_updated",
                    "app_mcp_server_removed",
                    "app_mcp_server_acl_changed",
                    "slack_ai_mcp_connector_changed",
                    "slack_ai_mcp_tool_permission_changed",
                    "external_auth_oauth2_token_fetched",
                    "external_auth_oauth2_token_deleted",
                    "workflow_v2_published",
                    "workflow_published",
                    "workflow_unpublished",
                    "workflow_deleted"),
            "mcp-tools",
            List.of(
                    "slack_ai_mcp_tool_called",
                    "mcp_slack_search_public_tool_called",
                    "mcp_slack_search_public_and_private_tool_called",
                    "mcp_slack_search_channels_tool_called",
                    "mcp_slack_search_users_tool_called",
                    "mcp_slack_read_channel_tool_called",
                    "mcp_slack_read_thread_tool_called",
                    "mcp_slack_read_canvas_tool_called",
                    "mcp_slack_read_file_tool_called",
                    "mcp_slack_read_list_tool_called",
                    "mcp_slack_read_user_profile_tool_called",
                    "mcp_slack_list_channel_members_tool_called",
                    "mcp_slack_list_user_channels_tool_called",
                    "mcp_slack_list_workflows_tool_called",
                    "mcp_slack_run_workflow_tool_called",
                    "mcp_slack_send_message_tool_called",
                    "mcp_slack_schedule_message_tool_called",
                    "mcp_slack_create_draft_tool_called",
                    "mcp_slack_add_reaction_tool_called",
                    "mcp_slack_create_conversation_tool_called",
                    "mcp_slack_create_canvas_tool_called",
                    "mcp_slack_update_canvas_tool_called",
                    "mcp_slack_create_list_tool_called",
                    "mcp_slack_update_list_tool_called",
                    "mcp_slack_add_list_record_tool_called",
                    "mcp_slack_update_list_record_tool_called",
                    "mcp_slack_delete_list_record_tool_called",
                    "app_agentforce_execute_slack_action"),
            "people",
            List.of(
                    "user_created",
                    "user_deactivated",
                    "user_reactivated",
                    "guest_created",
                    "guest_deactivated",
                    "guest_reactivated",
                    "user_email_updated",
                    "role_change_to_admin",
                    "role_change_to_owner",
                    "role_change_to_user",
                    "role_change_to_guest")));

    private SlackAuditActions() {}

    /** Returns the groups of actions, each of which is a partition. */
    static Map<String, List<String>> groups() {
        return GROUPS;
    }

    static Effect effect(String action) {
        if (action.endsWith("_tool_called") || action.equals("app_agentforce_execute_slack_action")) {
            return Effect.USE;
        }
        if (action.startsWith("workflow_")) {
            return Effect.WORKFLOW;
        }
        return action.startsWith("user_") || action.startsWith("guest_") || action.startsWith("role_change_")
                ? Effect.PERSON
                : Effect.APP;
    }

    /** Returns the event type, or empty for actions that only show usage. */
    static Optional<AccessEventType> type(String action) {
        return switch (action) {
            case "app_installed", "org_app_installed", "org_app_workspace_added", "child_app_auto_installed" ->
                Optional.of(AccessEventType.GRANT_GIVEN);
            case "app_uninstalled",
                    "org_app_uninstalled",
                    "org_app_workspace_removed",
                    "app_deleted",
                    "agentforce_agent_slack_connection_removed",
                    "agentforce_agent_slack_deleted" -> Optional.of(AccessEventType.GRANT_REVOKED);
            case "agentforce_agent_slack_connection_added" -> Optional.of(AccessEventType.GRANT_GIVEN);
            case "app_approved", "app_restricted", "app_removed_from_whitelist" ->
                Optional.of(AccessEventType.TRUST_CHANGED);
            case "agentforce_agent_activated", "workflow_v2_published", "workflow_published" ->
                Optional.of(AccessEventType.IDENTITY_RESUMED);
            case "agentforce_agent_deactivated", "workflow_unpublished", "workflow_deleted" ->
                Optional.of(AccessEventType.IDENTITY_SUSPENDED);
            case "external_auth_oauth2_token_fetched" -> Optional.of(AccessEventType.CREDENTIAL_ADDED);
            case "external_auth_oauth2_token_deleted" -> Optional.of(AccessEventType.CREDENTIAL_REMOVED);
            case "user_created", "guest_created" -> Optional.of(AccessEventType.PERSON_JOINED);
            case "user_deactivated", "guest_deactivated" -> Optional.of(AccessEventType.PERSON_LEFT);
            default ->
                switch (effect(action)) {
                    case USE -> Optional.empty();
                    case PERSON -> Optional.of(AccessEventType.PERSON_CHANGED);
                    case APP, WORKFLOW -> Optional.of(AccessEventType.GRANT_CHANGED);
                };
        };
    }
}
