package io.grantkeeper.simulator.company;

/** Looks up the demo company's people and objects by the names that the scripted days use. */
record DemoCharacters(Company company) {

    /** Returns the person whose email address has this local part. */
    CompanyPerson person(String local) {
        return company.people().find(local + '@' + company.domain()).orElseThrow(() -> unknown(local));
    }

    GitHubAccount account(String login) {
        return company.people()
                .findByLogin(login)
                .flatMap(CompanyPerson::gitHub)
                .orElseThrow(() -> unknown(login));
    }

    GitHubRepository repository(String name) {
        return company.gitHub().repositories().all().stream()
                .filter(repository -> repository.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    GitHubInstallation installation(String slug) {
        return company.gitHub().installations().all().stream()
                .filter(installation -> installation.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> unknown(slug));
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("nothing in the demo company has the name " + name);
    }
}
