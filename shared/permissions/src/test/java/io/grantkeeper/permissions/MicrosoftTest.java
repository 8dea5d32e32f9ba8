package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MicrosoftTest {
    private static final String MAIL_READ_APPLICATION = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";

    private final Permissions permissions = Permissions.standard();

    @Test
    void anIdIsReadAsItsNameAndKind() {
        PermissionDescription description = permissions.describe(Provider.MICROSOFT, MAIL_READ_APPLICATION);
        assertThat(description.permission()).isEqualTo("Mail.Read");
        assertThat(description.inPlainWords()).containsExactly("read all mail in the whole organisation");
        assertThat(permissions.microsoftName(MAIL_READ_APPLICATION)).contains("Mail.Read");
        assertThat(permissions.microsoftId("mail.read", PermissionKind.APPLICATION))
                .contains(MAIL_READ_APPLICATION);
        assertThat(permissions.microsoftId("Mail.Read", PermissionKind.DELEGATED))
                .isPresent()
                .isNotEqualTo(java.util.Optional.of(MAIL_READ_APPLICATION));
    }

    @Test
    void anIdForANameIsARewriting() {
        AccessGrant byName = AccessGrant.ofScopes("Mail.Read").withKind(PermissionKind.APPLICATION);
        assertThat(permissions
                        .compare(
                                Provider.MICROSOFT, byName, byName.withScopes(java.util.List.of(MAIL_READ_APPLICATION)))
                        .verdict())
                .isEqualTo(Verdict.REWRITTEN);
    }

    @Test
    void theSameNameReachesFurtherAsAnApplicationPermission() {
        assertThat(reaches(PermissionKind.DELEGATED)).containsExactly(Reach.PERSON);
        assertThat(reaches(PermissionKind.APPLICATION)).containsExactly(Reach.TENANT);
    }

    private Set<Reach> reaches(PermissionKind kind) {
        return Set.copyOf(permissions.describe(Provider.MICROSOFT, "Files.ReadWrite.All", kind).capabilities().stream()
                .map(capability -> capability.reach() == Reach.VISIBLE ? Reach.PERSON : capability.reach())
                .toList());
    }
}
