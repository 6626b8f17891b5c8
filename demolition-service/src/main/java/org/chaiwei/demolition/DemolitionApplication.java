package org.chaiwei.demolition;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class DemolitionApplication {

    static void main(String[] args) {
        SpringApplication.run(DemolitionApplication.class, args);
    }
}
