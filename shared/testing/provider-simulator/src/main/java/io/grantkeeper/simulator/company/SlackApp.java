package io.grantkeeper.simulator.company;

import java.util.ArrayList;
import java.util.List;

/**
 * An app in Slack's directory.
 *
 * @param id {@code A} followed by ten characters
 * @param internal whether the company itself developed it
 * @param botScopes the scopes of its bot
 * @param userScopes the scopes that it has on behalf of the person who installs it
 */
public record SlackApp(
        String id, String name, String homepage, boolean internal, List<String> botScopes, List<String> userScopes) {

    /**
     * Returns the bot scopes and the user scopes together. A scope that is in both occurs twice, as in Slack's own
     * lists.
     */
    public List<String> scopes() {
        List<String> all = new ArrayList<>(botScopes);
        all.addAll(userScopes);
        return List.copyOf(all);
    }

    SlackApp withMoreBotScopes(List<String> more) {
        List<String> after = new ArrayList<>(botScopes);
        after.addAll(more);
        return new SlackApp(id, name, homepage, internal, List.copyOf(after), userScopes);
    }
}
