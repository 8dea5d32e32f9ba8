package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** The rules of AWS Solutions hold, but where a reason is given. */
class NagTest {
    @SuppressWarnings("deprecation")
    @ParameterizedTest
    @ValueSource(strings = {"acme", "everything"})
    void theRulesOfAwsSolutionsHold(String installation) {
        List<String> findings = Synthesised.of(installation).app().stacks().stream()
                .map(Annotations::fromStack)
                .flatMap(found -> Stream.concat(
                                found.findError("*", Match.anyValue()).stream(),
                                found.findWarning("*", Match.anyValue()).stream())
                        // As it comes: the library has marked the type, and none of its own uses, for removal.
                        .map(message ->
                                message.getId() + ": " + message.getEntry().getData()))
                .toList();
        assertThat(findings).isEmpty();
    }
}
