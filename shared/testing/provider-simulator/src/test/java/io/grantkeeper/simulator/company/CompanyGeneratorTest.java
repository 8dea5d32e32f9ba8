package io.grantkeeper.simulator.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Tests companies that are generated from a seed. */
class CompanyGeneratorTest {

    @Test
    void generatesCompanyOfRequestedSize() {
        assertThat(Company.generate(1, CompanySize.ofGrants(1_000)).grantCount())
                .isEqualTo(1_000);
        assertThat(Company.generate(2, CompanySize.ofGrants(10_000)).grantCount())
                .isEqualTo(10_000);
        assertThat(Company.generate(2, new CompanySize(100, 3_000, 10)).people().all())
                .hasSize(100);
    }

    @Test
    void generatesSameCompanyFromSameSeed() {
        Company one = Company.generate(7, CompanySize.ofGrants(1_000));
        Company same = Company.generate(7, CompanySize.ofGrants(1_000));
        Company other = Company.generate(8, CompanySize.ofGrants(1_000));
        String someone = one.people().all().get(20).id();
        assertThat(one.google().grantsOf(someone)).isEqualTo(same.google().grantsOf(someone));
        assertThat(one.gitHub().tokens().all()).isEqualTo(same.gitHub().tokens().all());
        assertThat(one.google().grantsOf(someone)).isNotEqualTo(other.google().grantsOf(someone));
        assertThat(one.stepDay()).isEqualTo(same.stepDay());
    }

    @Test
    void grantsEachAppAtMostOncePerPerson() {
        Company company = Company.generate(3, CompanySize.ofGrants(5_000));
        assertThat(company.people().all())
                .allSatisfy(person -> assertThat(company.google().grantsOf(person.id()))
                        .extracting(grant -> grant.app().clientId())
                        .doesNotHaveDuplicates());
    }

    @Test
    void rejectsCompanyWithTooFewPeople() {
        assertThatThrownBy(() -> new CompanySize(5, 100, 10)).hasMessageContaining("has 5 people and 100 grants");
    }
}
