package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyChangeTest {
    @Test
    void reportsRedefinedAddedAndRemovedPermissions() {
        VocabularySnapshot before = VocabularySnapshot.ofLines(
                PermissionProvider.GITHUB,
                List.of(
                        "version\t1",
                        "actions:read\t-\tworkflow-runs:r:t\t3\t1\tderived",
                        "old:read\t-\tcode:r:t\t3\t1\tderived"));
        VocabularySnapshot after = VocabularySnapshot.ofLines(
                PermissionProvider.GITHUB,
                List.of(
                        "version\t2",
                        "actions:read\t-\tworkflow-runs:r:t secrets:r:t\t4\t1\tcurated",
                        "new:read\t-\tcode:r:t\t3\t1\tderived"));
        VocabularyChange change = VocabularyChange.between(before, after);
        assertThat(change.redefined()).singleElement().satisfies(redefinition -> {
            assertThat(redefinition.widened()).isTrue();
            assertThat(redefinition.sentence())
                    .isEqualTo(
                            "actions:read now also lets an identity read workflow secrets in every" + " repository.");
        });
        assertThat(change.appeared()).containsExactly("new:read");
        assertThat(change.vanished()).containsExactly("old:read");
    }

    @Test
    void reportsNoChangeBetweenEqualVocabularies() {
        for (PermissionProvider provider : PermissionProvider.values()) {
            VocabularySnapshot now = PermissionVocabularies.standard().snapshot(provider);
            assertThat(VocabularyChange.between(now, now).redefined()).isEmpty();
            assertThat(now.version()).isNotBlank();
        }
    }
}
