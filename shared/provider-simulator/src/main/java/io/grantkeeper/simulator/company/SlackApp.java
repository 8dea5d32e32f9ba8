package io.grantkeeper.simulator.company;

import java.util.ArrayList;
import java.util.List;

/**
 * An app as Slack's directory knows it.
 *
 * @param id {@code A} and ten characters
 * @param internal made by the company itself
 * @param botScopes what its bot may do
 * @param userScopes what it may do with the rights of the person who installs it
 */
public record SlackApp(
        String id, String name, String homepage, boolean internal, List<String> botScopes, List<String> userScopes) {

    /** Both together, one that is in both twice, as Slack lists them. */
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
