package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.property.testkit.HostileNames;
import io.grantkeeper.store.testkit.ModelSamples;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A hostile name on pages")
class HostileNamesInPagesTest extends HandleResponseFixture {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void areHarmless(String name) {
        access.apply(
                TENANT,
                ModelSamples.batch(
                        ModelSamples.minute(1),
                        new AccessObservation.PersonObserved(Person.of(
                                ModelSamples.DANA, name, KnownOrUnknown.known(EMAIL), EmploymentStatus.ACTIVE)),
                        new AccessObservation.GrantObserved(
                                NonHumanIdentity.of(NOTES, ModelSamples.GOOGLE, "oauth-client", name)
                                        .withPublisher(KnownOrUnknown.known(name), Set.of())
                                        .withAttributes(Map.of("note", name)),
                                ModelSamples.grant(ModelSamples.DANA, "mail.read", name))));
        for (OwnerAnswer answer : OwnerAnswer.values()) {
            String page = get("/answers/" + ticket(answer)).getBody();
            assertHarmless(page);
            assertThat(page).contains(HostileNames.VISIBLE);
        }
        assertHarmless(post("/answers/" + ticket(OwnerAnswer.KEEP), "").getBody());
    }

    private static void assertHarmless(String page) {
        assertThat(HostileNames.firstHarmful(page)).isEmpty();
        assertThat(TAG.matcher(page).results().map(tag -> tag.group()))
                .noneMatch(tag -> tag.contains("evil.test") || tag.contains("alert(") || tag.startsWith("<script"));
    }
}
