package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that the templates comply with the AWS Solutions rules of cdk-nag, except for findings that are accepted with a
 * reason, and that the CDK reports no warnings.
 */
class CdkNagTest {
    @ParameterizedTest
    @ValueSource(strings = {"acme", "everything", "images"})
    void compliesWithAwsSolutionsRules(String installation) {
        assertThat(SynthesizedTemplates.of(installation).messages()).isEmpty();
    }
}
