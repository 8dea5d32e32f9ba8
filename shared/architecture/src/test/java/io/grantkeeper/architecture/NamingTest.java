package io.grantkeeper.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name says what a thing is for, in the field's own words. */
class NamingTest {
    private static final DescribedPredicate<JavaClass> A_PORT = resideInAPackage("io.grantkeeper.identity.store")
            .or(resideInAPackage("io.grantkeeper.identity.work"))
            .and(DescribedPredicate.describe("are interfaces", JavaClass::isInterface));

    @Test
    void noClassIsCalledAfterNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Utils?|Utilities|Helper|Dto|DTO|Base)(\\$.*)?")
                .check(House.CLASSES);
    }

    @ParameterizedTest
    @CsvSource({"io.grantkeeper.aws.dynamodb, DynamoDb", "io.grantkeeper.aws.sqs, Sqs"})
    void anAdapterIsNamedAfterItsTechnology(String adapters, String technology) {
        classes()
                .that()
                .resideInAPackage(adapters)
                .and()
                .areTopLevelClasses()
                .and()
                .implement(A_PORT)
                .should()
                .haveSimpleNameStartingWith(technology)
                .check(House.CLASSES);
    }

    @Test
    void ofAProviderOnlyItsConnectorIsPublic() {
        classes()
                .that()
                .resideInAPackage("io.grantkeeper.connectors.*..")
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .should()
                .haveSimpleNameEndingWith("Connector")
                .check(House.CLASSES);
    }

    @Test
    void anExceptionThatOthersMeetIsCalledOne() {
        classes()
                .that()
                .areAssignableTo(Exception.class)
                .and()
                .arePublic()
                .should()
                .haveSimpleNameEndingWith("Exception")
                .check(House.CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsForAndThatNullIsNotAValue() {
        List<String> unmarked = House.CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .sorted()
                .toList();
        assertThat(unmarked)
                .as("packages without a package-info.java that is @NullMarked")
                .isEmpty();
    }
}
