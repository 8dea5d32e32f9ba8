package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class MicrosoftPermissionIdsTest {
    private static final String MAIL_READ_APPLICATION = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";

    private final PermissionVocabularies permissions = PermissionVocabularies.standard();

    @Test
    void resolvesIdToNameAndKind() {
        PermissionDescription description = permissions.describe(PermissionProvider.MICROSOFT, MAIL_READ_APPLICATION);
        assertThat(description.permission()).isEqualTo("Mail.Read");
        assertThat(description.inPlainWords()).containsExactly("read all mail across the organization");
        assertThat(permissions.microsoftName(MAIL_READ_APPLICATION)).contains("Mail.Read");
        assertThat(permissions.microsoftId("mail.read", PermissionForm.APPLICATION))
                .contains(MAIL_READ_APPLICATION);
        assertThat(permissions.microsoftId("Mail.Read", PermissionForm.DELEGATED))
                .isPresent()
                .isNotEqualTo(java.util.Optional.of(MAIL_READ_APPLICATION));
    }

    @Test
    void reportsReplacementOfNameByIdAsRewrite() {
        AccessGrant byName = AccessGrant.ofScopes("Mail.Read").withKind(PermissionForm.APPLICATION);
        assertThat(permissions
                        .compare(
                                PermissionProvider.MICROSOFT,
                                byName,
                                byName.withScopes(java.util.List.of(MAIL_READ_APPLICATION)))
                        .verdict())
                .isEqualTo(GrantComparisonVerdict.REWRITTEN);
    }

    @Test
    void applicationPermissionHasWiderReachThanDelegatedOne() {
        assertThat(reaches(PermissionForm.DELEGATED)).containsExactly(CapabilityReach.PERSON);
        assertThat(reaches(PermissionForm.APPLICATION)).containsExactly(CapabilityReach.TENANT);
    }

    private Set<CapabilityReach> reaches(PermissionForm kind) {
        return Set.copyOf(
                permissions.describe(PermissionProvider.MICROSOFT, "Files.ReadWrite.All", kind).capabilities().stream()
                        .map(capability -> capability.reach() == CapabilityReach.VISIBLE
                                ? CapabilityReach.PERSON
                                : capability.reach())
                        .toList());
    }
}
