package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of AWS Solutions hold, but where a reason is given, and the library has nothing to remark. */
class NagTest {
    @ParameterizedTest
    @ValueSource(strings = {"acme", "everything", "images"})
    void theRulesOfAwsSolutionsHold(String installation) {
        assertThat(Synthesised.of(installation).complaints()).isEmpty();
    }
}
