package io.grantkeeper.simulator.slack;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SlackTenant;
import io.grantkeeper.simulator.company.SlackTenant.Workspace;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An authorized call with its arguments from the query and the form. */
record SlackCall(
        Company company,
        SlackOptions options,
        Set<String> scopes,
        String token,
        boolean bot,
        Map<String, String> arguments) {

    SlackTenant tenant() {
        return company.slack();
    }

    Instant now() {
        return company.clock().instant();
    }

    boolean enterprise() {
        return options.plan() == SlackOptions.Plan.ENTERPRISE;
    }

    Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return argument(name).orElseThrow(() -> SlackError.of("invalid_arguments"));
    }

    /**
     * Returns the workspace of the caller's token. If the token is for the whole organization, returns the
     * organization's first workspace.
     */
    Workspace tokenWorkspace() {
        return tenant().workspaces().all().getFirst();
    }

    /**
     * Returns the workspace that the call is about. With an organization's token, {@code team_id} names it and is
     * required; with a workspace's token, it is the token's workspace.
     */
    Workspace workspace() {
        if (!enterprise()) {
            return tokenWorkspace();
        }
        String id = argument("team_id").orElseThrow(() -> SlackError.of("missing_argument"));
        return tenant().workspaces().find(id).orElseThrow(() -> SlackError.of("team_not_found"));
    }

    /**
     * Returns the id of the workspace or organization that the call is about.
     *
     * @throws SlackError if the call does not have exactly one of {@code team_id} and {@code enterprise_id}, or if the
     *     id is unknown
     */
    String place() {
        Optional<String> team = argument("team_id");
        Optional<String> organization = argument("enterprise_id");
        if (team.isPresent() == organization.isPresent()) {
            throw SlackError.of("invalid_arguments");
        }
        if (organization.isPresent() && !organization.get().equals(tenant().organization())) {
            throw SlackError.of("enterprise_not_found");
        }
        return team.isPresent() ? workspace().id() : organization.orElseThrow();
    }
}
