package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source: https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/permissions-reference */
class MicrosoftDirectoryRolesTest {
    private static PermissionDescription describe(String role) {
        return PermissionVocabularies.standard().describe(PermissionProvider.MICROSOFT, "role:" + role);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Global Administrator",
                "Privileged Role Administrator",
                "Privileged Authentication Administrator",
                "Domain Name Administrator",
                "Hybrid Identity Administrator",
                "External Identity Provider Administrator",
                "Security Administrator",
                "Application Administrator"
            })
    void rolesThatCanChangeAdministratorsLeadToControl(String role) {
        assertThat(describe(role).escalation()).contains(EscalationPotential.CONTROL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Global Reader",
                "Security Reader",
                "Helpdesk Administrator",
                "License Administrator",
                "Guest Inviter"
            })
    void rolesThatCannotChangeAdministratorsDoNotLeadToControl(String role) {
        assertThat(describe(role).escalation().orElseThrow()).isNotEqualTo(EscalationPotential.CONTROL);
    }

    @Test
    void accessOfCustomRoleIsUnknown() {
        assertThat(describe("Our own role, for apps").escalation()).isEmpty();
    }
}
