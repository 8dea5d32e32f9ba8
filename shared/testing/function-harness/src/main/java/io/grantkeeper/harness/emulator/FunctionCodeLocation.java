package io.grantkeeper.harness.emulator;

import java.nio.file.Path;
import java.util.List;

/** The location of a function's code, for each kind of deployment. */
public sealed interface FunctionCodeLocation {
    /**
     * A zip file for the managed runtime. The runtime client finds it under the task root and loads it with a separate
     * class loader.
     */
    record Bundle(Path zip) implements FunctionCodeLocation {}

    /**
     * A container image: everything, including the runtime client, is on the JVM's class path, in the order of the
     * jars.
     *
     * @param jars jar files; an AOT cache cannot include folders
     */
    record Image(List<Path> jars) implements FunctionCodeLocation {
        public Image {
            jars = List.copyOf(jars);
        }
    }

    /**
     * A container image in the local Docker, run as Lambda runs it: the image defines the command, and environment
     * variables configure it. The container shares this machine's network, because the local environment listens on
     * 127.0.0.1.
     *
     * @param name for example {@code grantkeeper:decide}
     */
    record Container(String name) implements FunctionCodeLocation {}
}
