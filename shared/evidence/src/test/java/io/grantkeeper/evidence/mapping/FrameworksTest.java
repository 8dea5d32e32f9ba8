package io.grantkeeper.evidence.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The mappings of a framework")
class FrameworksTest {
    static List<Framework> all() {
        return FrameworkReader.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void givesEachControlUniqueIdAndEachMappingReason(Framework framework) {
        assertThat(framework.controls()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(framework.controls().stream().map(FrameworkControl::id)).doesNotHaveDuplicates();
        assertThat(framework.controls().stream().map(FrameworkControl::token))
                .doesNotHaveDuplicates()
                .allMatch(token -> token.matches("[A-Za-z_][A-Za-z0-9._-]*"));
        assertThat(framework.controls().stream().flatMap(control -> control.mappings().stream()))
                .isNotEmpty()
                .allMatch(mapping -> mapping.reason().matches("[A-Z].{15,}\\."));
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesSourceOfEveryFramework(Framework framework) {
        boolean verified = framework.controls().stream()
                .flatMap(control -> control.mappings().stream())
                .anyMatch(mapping -> mapping.standing() == MappingConfidence.VERIFIED);
        assertThat(framework.checked())
                .matches(text -> verified == text.toLowerCase(Locale.ROOT).contains("compared"));
    }

    @Test
    void statesWhenArticlesOfAiActApply() {
        Map<String, List<LocalDate>> dates = FrameworkReader.byCode("eu-ai-act").controls().stream()
                .collect(Collectors.toMap(
                        FrameworkControl::id,
                        control -> control.applies().stream()
                                .map(ControlEffectiveDate::from)
                                .toList()));
        List<LocalDate> highRisk = List.of(LocalDate.of(2027, 12, 2), LocalDate.of(2028, 8, 2));
        List<LocalDate> general = List.of(LocalDate.of(2026, 8, 2));

        assertThat(dates)
                .allSatisfy((id, from) -> assertThat(from)
                        .as(id)
                        .isEqualTo(Set.of("Article 49", "Article 72").contains(id) ? general : highRisk));
        assertThat(FrameworkReader.byCode("soc2").controls())
                .allMatch(control -> control.applies().isEmpty());
    }

    @Test
    void mapsEveryEvidenceCapabilityToControl() {
        Set<EvidenceCapability> spokenFor = all().stream()
                .flatMap(framework -> framework.controls().stream())
                .flatMap(control -> control.mappings().stream())
                .map(ControlMapping::capability)
                .collect(Collectors.toSet());
        assertThat(spokenFor).containsAll(Arrays.asList(EvidenceCapability.values()));
    }

    @Test
    void listsKnownFrameworksIfFrameworkIsUnknown() {
        assertThatThrownBy(() -> FrameworkReader.byCode("hipaa"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'hipaa'")
                .hasMessageContaining("soc2");
    }
}
