package io.grantkeeper.owners.alerts.slack;

import io.grantkeeper.identity.json.JsonTrees;
import java.net.URI;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * The manifest of the Slack app that sends alerts and receives clicks. An administrator creates the app from this
 * manifest. Source: https://docs.slack.dev/reference/app-manifest
 */
public final class SlackAppManifest {
    /** The path to which Slack sends clicks. */
    public static final String ACTIONS = "/slack/actions";

    /** The scope that Slack requires in addition to {@code users:read.email}. */
    private static final String USERS = "users:read";

    private SlackAppManifest() {}

    /**
     * Returns the manifest.
     *
     * @param answers the public URL of the function that serves answers, for example {@code https://grantkeeper.example.com}
     */
    public static ObjectNode of(URI answers) {
        SortedSet<String> scopes = new TreeSet<>();
        scopes.add(USERS);
        Arrays.stream(SlackMessagingMethod.values()).forEach(method -> scopes.add(method.scope()));
        ObjectNode manifest = JsonTrees.object();
        manifest.putObject("display_information")
                .put("name", "Grantkeeper")
                .put("description", "Asks people about the apps, AI agents and keys that can reach company data");
        ObjectNode features = manifest.putObject("features");
        features.putObject("app_home")
                .put("home_tab_enabled", false)
                .put("messages_tab_enabled", true)
                .put("messages_tab_read_only_enabled", true);
        features.putObject("bot_user").put("display_name", "Grantkeeper").put("always_online", false);
        var bot = manifest.putObject("oauth_config").putObject("scopes").putArray("bot");
        scopes.forEach(bot::add);
        ObjectNode settings = manifest.putObject("settings");
        settings.putObject("interactivity")
                .put("is_enabled", true)
                .put("request_url", answers.resolve(ACTIONS).toString());
        settings.put("org_deploy_enabled", false)
                .put("socket_mode_enabled", false)
                .put("token_rotation_enabled", false);
        return manifest;
    }
}
