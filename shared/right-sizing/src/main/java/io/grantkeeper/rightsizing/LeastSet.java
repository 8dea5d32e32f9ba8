package io.grantkeeper.rightsizing;

import java.util.List;

/** The least permissions found, with what is known about how good they are. */
record LeastSet(List<String> names, int levels, int lowerBound, boolean exact) {}
