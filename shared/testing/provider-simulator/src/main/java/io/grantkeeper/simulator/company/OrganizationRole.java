package io.grantkeeper.simulator.company;

import java.util.List;

/**
 * An organization role, with the members who have it.
 *
 * @param source {@code Predefined} or {@code Organization}
 * @param baseRole the role on all repositories that it includes; empty if it includes none
 * @param users the logins of the members who have it directly
 * @param teamMembers the logins of the members who have it through a team
 */
public record OrganizationRole(
        long id,
        String name,
        String source,
        String baseRole,
        List<String> permissions,
        List<String> users,
        List<String> teamMembers) {

    public OrganizationRole {
        permissions = List.copyOf(permissions);
        users = List.copyOf(users);
        teamMembers = List.copyOf(teamMembers);
    }
}
