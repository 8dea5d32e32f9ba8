package io.grantkeeper.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;

/** What is examined: every class of every module, tests apart, and the repository that they come from. */
final class House {
    /** The folder that holds the parent POM. Maven runs tests in the module's folder. */
    static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent().getParent();

    /** Read once: some two seconds. What a benchmark's annotation processor has written is not ours to form. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("jmh_generated"))
            .importPackages("io.grantkeeper");

    private House() {}
}
