package io.grantkeeper.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Authenticator;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.ProviderErrorMapper;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connector.webhook.EventBusDecoder;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.connectors.ConnectorRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the rules for names in docs/style.md: a name says what a class is, in the field's terms. */
class NamingTest {
    private static final DescribedPredicate<JavaClass> PORT_PATTERN = resideInAPackage("io.grantkeeper.identity.store")
            .or(resideInAPackage("io.grantkeeper.identity.work"))
            .and(DescribedPredicate.describe("are interfaces", JavaClass::isInterface));

    @Test
    void noClassNameHasAMeaninglessSuffix() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Utils?|Utilities|Helper|Dto|DTO|Base)(\\$.*)?")
                .check(ProjectLayout.CLASSES);
    }

    @ParameterizedTest
    @CsvSource({"io.grantkeeper.aws.dynamodb, DynamoDb", "io.grantkeeper.aws.sqs, Sqs"})
    void adaptersAreNamedAfterTheirTechnology(String adapters, String technology) {
        classes()
                .that()
                .resideInAPackage(adapters)
                .and()
                .areTopLevelClasses()
                .and()
                .implement(PORT_PATTERN)
                .should()
                .haveSimpleNameStartingWith(technology)
                .check(ProjectLayout.CLASSES);
    }

    @Test
    void connectorIsTheOnlyPublicClassOfAProvider() {
        classes()
                .that()
                .resideInAPackage("io.grantkeeper.connectors.*..")
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .should()
                .haveSimpleNameEndingWith("Connector")
                .check(ProjectLayout.CLASSES);
    }

    static Stream<Arguments> connectorParts() {
        return Stream.of(
                Arguments.of(Connector.class, "Connector"),
                Arguments.of(AccessStream.class, "Stream"),
                Arguments.of(Authenticator.class, "Authenticator"),
                Arguments.of(ProviderErrorMapper.class, "Errors"),
                Arguments.of(Revoker.class, "Revoker"),
                Arguments.of(WebhookVerifier.class, "Webhooks"),
                Arguments.of(PushChannel.class, "PushChannel"),
                Arguments.of(EventBusDecoder.class, "EventBusDecoder"),
                Arguments.of(ActivityMapper.class, "ActivityMapper"));
    }

    /** Tests the table in docs/connectors/writing-a-connector.md. */
    @ParameterizedTest
    @MethodSource("connectorParts")
    void connectorPartsOfOneTypeHaveTheSameSuffix(Class<?> part, String suffix) {
        classes()
                .that()
                .resideInAPackage("io.grantkeeper.connectors.*..")
                .and()
                .areTopLevelClasses()
                .and()
                .implement(part)
                .should()
                .haveSimpleNameEndingWith(suffix)
                .check(ProjectLayout.CLASSES);
    }

    /**
     * Returns the package of each connector, with the provider's name as spelled in the name of the connector's class.
     */
    static Stream<Arguments> connectors() {
        return ConnectorRegistry.standard().all().stream()
                .map(Object::getClass)
                .map(type ->
                        Arguments.of(type.getPackageName(), type.getSimpleName().replaceFirst("Connector$", "")));
    }

    /** Entra's classes for Microsoft Graph may start with the name of that API. */
    @ParameterizedTest
    @MethodSource("connectors")
    void classesOfAProviderStartWithItsName(String connector, String provider) {
        String prefix = provider.equals("Entra") ? "Entra|Graph" : provider;
        classes()
                .that()
                .resideInAPackage(connector)
                .and()
                .areTopLevelClasses()
                .should()
                .haveNameMatching(".*\\.((" + prefix + ")\\w+|package-info)")
                .check(ProjectLayout.CLASSES);
    }

    @Test
    void noTwoTopLevelClassesShareASimpleName() {
        Map<String, List<String>> names = ProjectLayout.CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getName, Collectors.toList())));
        names.values().removeIf(types -> types.size() == 1);
        assertThat(names).isEmpty();
    }

    @Test
    void publicExceptionsHaveTheSuffixException() {
        classes()
                .that()
                .areAssignableTo(Exception.class)
                .and()
                .arePublic()
                .should()
                .haveSimpleNameEndingWith("Exception")
                .check(ProjectLayout.CLASSES);
    }

    @Test
    void everyPackageIsDocumentedAndNullMarked() {
        List<String> unmarked = ProjectLayout.CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .sorted()
                .toList();
        assertThat(unmarked)
                .as("packages without a package-info.java that declares @NullMarked")
                .isEmpty();
    }
}
