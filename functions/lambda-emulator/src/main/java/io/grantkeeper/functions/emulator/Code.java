package io.grantkeeper.functions.emulator;

import java.nio.file.Path;
import java.util.List;

/** Where a function's code lies, as the two kinds of Lambda deployments have it. */
public sealed interface Code {
    /** A zip for the managed runtime: the runtime client finds it under the task's root, by a class loader of its own. */
    record Bundle(Path zip) implements Code {}

    /**
     * A container image: everything is on the JVM's class path in this order, the runtime client included.
     *
     * @param jars files; a folder cannot be in an AOT cache
     */
    record Image(List<Path> jars) implements Code {
        public Image {
            jars = List.copyOf(jars);
        }
    }

    /**
     * A container image that Docker has, run as Lambda runs it: what it starts is its own, what it is told is in variables. It
     * shares this machine's network, for what is around it answers on 127.0.0.1.
     *
     * @param name for example {@code grantkeeper:decide}
     */
    record Container(String name) implements Code {}
}
