package io.grantkeeper.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.grantkeeper.property.testkit.ProjectFolders;
import java.nio.file.Path;

/** The repository under test and the production classes of every module. */
final class ProjectLayout {
    /**
     * The folder of the parent POM: the closest folder, from the working directory upward, that contains a {@code .mvn}
     * folder.
     */
    static final Path REPOSITORY = ProjectFolders.root();

    /**
     * The production classes, except those that JMH's annotation processor generates. They are imported only once,
     * because this takes about two seconds.
     */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("jmh_generated"))
            .importPackages("io.grantkeeper");

    private ProjectLayout() {}
}
